"""How the browser is started: what it must not do, and how it is told to keep to itself. Data only."""

from __future__ import annotations

from sabaku.sources._browser.limits import Limits

PROGRAMS = (
    "/usr/lib/chromium/chromium",
    "/usr/lib/chromium-browser/chromium-browser",
    "/usr/lib64/chromium-browser/chromium-browser",
    "/opt/google/chrome/chrome",
)
"""The browser itself, not the shell script that distributions put before it."""
PROFILE = "/tmp/profile"  # noqa: S108  in memory, inside the cell
HEAP = 384
"""MB of JavaScript objects in one page."""

_SWITCHES = (
    "--headless=new",
    "--remote-debugging-pipe",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-service-autorun",
    "--noerrdialogs",
    "--no-pings",
    "--mute-audio",
    "--hide-scrollbars",
    "--password-store=basic",
    "--use-mock-keychain",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-breakpad",
    "--disable-crash-reporter",
    "--disable-extensions",
    "--disable-plugins",
    "--disable-file-system",
    "--disable-speech-api",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-component-extensions-with-background-pages",
    "--disable-client-side-phishing-detection",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-field-trial-config",
    "--disable-search-engine-choice-screen",
    "--disable-dev-shm-usage",
    "--disable-hang-monitor",
    "--disable-prompt-on-repost",
    "--disable-back-forward-cache",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--disable-ipc-flooding-protection",
    "--disable-site-isolation-trials",
    "--disable-external-intent-requests",
    "--block-new-web-contents",
    "--deny-permission-prompts",
    "--dns-prefetch-disable",
    "--font-render-hinting=none",
    "--force-color-profile=srgb",
    "--metrics-recording-only",
    "--safebrowsing-disable-auto-update",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
_OFF = (
    "AutofillServerCommunication",
    "CertificateTransparencyComponentUpdater",
    "ComponentUpdater",
    "DialMediaRouteProvider",
    "DnsOverHttps",
    "GlobalMediaControls",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "InterestFeedContentSuggestions",
    "IsolateOrigins",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "PrivacySandboxSettings4",
    "SafeBrowsingEnhancedProtection",
    "SpareRendererForSitePerProcess",
    "Translate",
    "site-per-process",
)


def words(program: str, size: tuple[int, int], profile: str, limits: Limits) -> list[str]:
    """The command line; `{port}` stands for the port of the proxy in the cell."""
    del limits
    return [
        program,
        *_SWITCHES,
        f"--disable-features={','.join(_OFF)}",
        f"--js-flags=--max-old-space-size={HEAP}",
        f"--window-size={size[0]},{size[1]}",
        f"--user-data-dir={profile}",
        "--proxy-server=http://127.0.0.1:{port}",
        "--proxy-bypass-list=<-loopback>",
        "about:blank",
    ]


def environment(home: str) -> dict[str, str]:
    """All that the browser learns of where it runs."""
    return {"PATH": "/usr/bin:/bin", "HOME": home, "TMPDIR": "/tmp", "LANG": "C.UTF-8", "TZ": "UTC", "XDG_CONFIG_HOME": home}  # noqa: S108
