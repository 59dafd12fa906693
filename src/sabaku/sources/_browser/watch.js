// Runs before the page's own scripts: counts what they ask of the visitor, and refuses what a visitor must not have.
// {{channel}} is the name of the way out, {{webkit}} and {{driven}} say whom we resemble.
(() => {
  const tell = globalThis["{{channel}}"];
  delete globalThis["{{channel}}"];
  if (typeof tell !== "function" || location.protocol === "chrome-error:") return;
  const say = tell.bind(globalThis), encode = JSON.stringify, counts = Object.create(null);
  const note = (kind, more) => {
    const now = (counts[kind] = (counts[kind] || 0) + 1);
    if (now <= 3 || (now & (now - 1)) === 0) try { say(encode([kind, now, String(more || "").slice(0, 2000)])); } catch {}
  };
  const native = new WeakMap(), show = Function.prototype.toString;
  const like = (mine, theirs) => (native.set(mine, theirs), mine);
  const shown = { toString() { return show.call(native.get(this) || this); } }.toString;
  native.set(shown, show);
  Function.prototype.toString = shown;
  const getter = (owner, name, kind, value) => {
    const was = owner && Object.getOwnPropertyDescriptor(owner, name);
    if (!was || !was.get) return;
    const get = like({ get() { note(kind); return value === undefined ? was.get.call(this) : (was.get.call(this), value); } }.get, was.get);
    Object.defineProperty(owner, name, { ...was, get });
  };
  const method = (owner, name, kind, instead) => {
    const was = owner && owner[name];
    if (typeof was !== "function") return;
    const made = { [name](...given) {
      note(typeof kind === "function" ? kind(given) : kind);
      return instead ? instead.call(this, was, given) : was.apply(this, given);
    } }[name];
    owner[name] = like(made, was);
  };
  const N = globalThis.Navigator && Navigator.prototype;
  const driven = {{driven}}, webkit = {{webkit}};
  getter(N, "webdriver", "navigator.webdriver", driven ? true : false);
  for (const it of ["plugins", "mimeTypes", "languages", "language", "platform", "userAgent", "vendor", "hardwareConcurrency",
    "deviceMemory", "maxTouchPoints", "doNotTrack", "connection", "userAgentData", "cookieEnabled"]) getter(N, it, "navigator." + it);
  for (const it of ["width", "height", "availWidth", "availHeight", "colorDepth", "orientation"]) getter(globalThis.Screen && Screen.prototype, it, "screen");
  getter(globalThis.Document && Document.prototype, "referrer", "referrer");
  getter(globalThis.Document && Document.prototype, "hidden", "visibility");
  getter(globalThis.Notification, "permission", "permissions");
  method(N, "getBattery", "battery");
  method(N, "sendBeacon", "beacon");
  method(globalThis.Permissions && Permissions.prototype, "query", "permissions");
  method(globalThis.MediaDevices && MediaDevices.prototype, "enumerateDevices", "devices");
  method(globalThis.MediaDevices && MediaDevices.prototype, "getUserMedia", "camera");
  method(globalThis.Geolocation && Geolocation.prototype, "getCurrentPosition", "geolocation");
  method(globalThis.HTMLCanvasElement && HTMLCanvasElement.prototype, "toDataURL", "canvas");
  method(globalThis.HTMLCanvasElement && HTMLCanvasElement.prototype, "toBlob", "canvas");
  method(globalThis.CanvasRenderingContext2D && CanvasRenderingContext2D.prototype, "getImageData", "canvas");
  for (const it of ["WebGLRenderingContext", "WebGL2RenderingContext"]) method(globalThis[it] && globalThis[it].prototype, "getParameter", "webgl");
  method(globalThis.BaseAudioContext && BaseAudioContext.prototype, "createOscillator", "audio");
  method(Intl.DateTimeFormat.prototype, "resolvedOptions", "timezone");
  method(Date.prototype, "getTimezoneOffset", "timezone");
  method(globalThis.speechSynthesis && SpeechSynthesis.prototype, "getVoices", "voices");
  method(globalThis.Clipboard && Clipboard.prototype, "readText", "clipboard");
  method(globalThis.Clipboard && Clipboard.prototype, "writeText", "clipboard");
  const WATCHED = { mousemove: "mouse", mousedown: "mouse", pointermove: "mouse", touchstart: "touch", touchmove: "touch", keydown: "keyboard",
    keyup: "keyboard", scroll: "scroll", deviceorientation: "orientation", devicemotion: "orientation", contextmenu: "contextmenu",
    visibilitychange: "visibility", beforeunload: "beforeunload", copy: "clipboard" };
  const listen = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = like({ addEventListener(...given) {
    const kind = WATCHED[given[0]];
    if (kind) note(kind);
    return listen.apply(this, given);
  } }.addEventListener, listen);
  method(globalThis, "open", "popup", (was, given) => { try { say(encode(["popup!", 1, String(given[0] ?? "")])); } catch {} return null; });
  for (const it of ["RTCPeerConnection", "webkitRTCPeerConnection", "RTCDataChannel", "WebTransport"]) if (it in globalThis) {
    Object.defineProperty(globalThis, it, { get() { note("webrtc"); return undefined; }, configurable: true });
  }
  const Socket = globalThis.WebSocket;
  if (Socket) {
    const refused = like(function WebSocket(url) {
      try { say(encode(["socket!", 1, String(url)])); } catch {}
      const it = new EventTarget();
      Object.setPrototypeOf(it, Socket.prototype);
      for (const [name, value] of Object.entries({ url: String(url), readyState: 3, bufferedAmount: 0, send() {}, close() {} })) {
        Object.defineProperty(it, name, { value, configurable: true });
      }
      for (const name of ["onerror", "onclose", "onopen", "onmessage"]) Object.defineProperty(it, name, { value: null, writable: true });
      setTimeout(() => { for (const name of ["error", "close"]) { const e = new Event(name); it.dispatchEvent(e); if (it["on" + name]) it["on" + name](e); } }, 50);
      return it;
    }, Socket);
    refused.prototype = Socket.prototype;
    for (const [name, value] of Object.entries({ CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 })) refused[name] = value;
    globalThis.WebSocket = refused;
  }
  if (globalThis.ServiceWorkerContainer) {
    const was = ServiceWorkerContainer.prototype.register;
    ServiceWorkerContainer.prototype.register = like({ register(url) {
      try { say(encode(["worker!", 1, String(url)])); } catch {}
      return Promise.reject(new DOMException("Failed to register a ServiceWorker", "SecurityError"));
    } }.register, was);
  }
  const revoke = URL.revokeObjectURL;
  URL.revokeObjectURL = like({ revokeObjectURL(url) { setTimeout(() => revoke.call(URL, url), 4000); } }.revokeObjectURL, revoke);
  if (webkit) {
    for (const it of ["userAgentData", "deviceMemory", "connection", "getBattery"]) if (N) delete N[it];
    getter(N, "vendor", "navigator.vendor", "Apple Computer, Inc.");
    delete globalThis.chrome;
    delete globalThis.Notification;
  }
})();
