// What one frame shows, read in a world of its own: the page's scripts can neither see this nor bend it. Changes nothing.
(() => {
  const cut = (it, most) => String(it ?? "").slice(0, most);
  const roots = [document];
  for (let i = 0; i < roots.length && roots.length < 50; i++) {
    let seen = 0;
    for (const it of roots[i].querySelectorAll("*")) {
      if (++seen > 20000) break;
      if (it.shadowRoot) roots.push(it.shadowRoot);
    }
  }
  const all = (selector, most) => {
    const found = [];
    for (const root of roots) for (const it of root.querySelectorAll(selector)) if (found.push(it) >= most) return found;
    return found;
  };
  const label = (it) => {
    const told = it.labels && it.labels[0] ? it.labels[0].innerText : it.getAttribute("aria-label");
    if (told) return told;
    const cell = it.closest("td,dd,div,p,li");
    const before = cell && cell.previousElementSibling;
    return before && before.innerText && before.innerText.length < 60 ? before.innerText : "";
  };
  const hidden = (it) => it.type === "hidden" || (it.checkVisibility ? !it.checkVisibility() : it.offsetParent === null);
  const field = (it) => ({
    type: cut(it.type || it.tagName.toLowerCase(), 40), name: cut(it.name, 200), id: cut(it.id, 200),
    autocomplete: cut(it.getAttribute("autocomplete"), 80), label: cut(label(it), 200).trim(),
    placeholder: cut(it.getAttribute("placeholder"), 200), maxlength: it.maxLength > 0 ? it.maxLength : 0, hidden: hidden(it),
  });
  const FIELDS = "input,select,textarea";
  const forms = all("form", 20).map((it) => ({
    action: cut(it.getAttribute("action") === null ? "" : new URL(it.getAttribute("action"), document.baseURI).href, 2000),
    method: cut(it.getAttribute("method"), 10).toLowerCase() || "get",
    inputs: [...it.querySelectorAll(FIELDS)].slice(0, 60).map(field),
  }));
  const loose = all(FIELDS, 200).filter((it) => !it.form && !it.closest("form")).slice(0, 60);
  if (loose.length) forms.push({ action: "", method: "", inputs: loose.map(field) });
  const text = [document.body ? document.body.innerText : ""];
  for (const root of roots.slice(1)) for (const it of root.children) if (it.innerText) text.push(it.innerText);
  const icon = document.querySelector('link[rel~="icon" i][href],link[rel="apple-touch-icon" i][href]');
  return {
    url: cut(location.href, 4000), title: cut(document.title, 1000), lang: cut(document.documentElement.lang, 40),
    text: cut(text.join("\n"), 20000), html: cut(document.documentElement.outerHTML, 4194304), forms,
    icon: icon ? cut(icon.href, 4000) : "", images: document.images.length,
    links: all("a[href]", 100).map((it) => ({ url: cut(it.href, 2000), text: cut(it.innerText, 200).trim() })),
    width: innerWidth, height: innerHeight,
  };
})()
