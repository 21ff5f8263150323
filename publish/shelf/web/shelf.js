// Finds articles on the shelf: all of them are here, from the scripts in data/, each of which calls shelf.add.
"use strict";
const shelf = (() => {
  const PLACE = 0, TITLE = 1, LANGUAGE = 2, AUTHORS = 3, SUBJECTS = 4, PUBLISHED = 5, ABOUT = 6, SIZES = 7, COVER = 8, LIKE = 9;
  const SHOWN = 48;
  const FIELDS = ["words", "author", "subject", "language", "since", "until", "order"];
  const cards = [];
  const compare = new Intl.Collator().compare;
  let form, found = [], shown = 0;

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const add = (more) => { for (const card of more) cards.push(card) };
  const element = (name, text, about = {}) => Object.assign(document.createElement(name), { textContent: text }, about);
  const size = (number) => (number >= 1e6 ? `${(number / 1e6).toFixed(1)} MB` : `${Math.max(1, Math.round(number / 1e3))} kB`);
  const link = (place, format) => `${place.split("/").map(encodeURIComponent).join("/")}.${format}`;

  function languageName(tag) {
    try {
      return (tag !== "und" && new Intl.DisplayNames("en", { type: "language" }).of(tag)) || "Unknown language";
    } catch {
      return tag;
    }
  }

  function shownCard(card) {
    const item = element("li", "", { dir: "auto" });
    const picture = card[COVER] ? `shelf/covers/${link(card[PLACE], "jpg")}` : null;
    item.append(picture
      ? element("img", "", { src: picture, alt: "", width: 400, height: 640, loading: "lazy" })
      : element("div", "", { className: "blank" }));
    item.append(element("h2", card[TITLE], { lang: card[LANGUAGE] }));
    if (card[AUTHORS].length) item.append(element("p", card[AUTHORS].join(", ")));
    if (card[PUBLISHED]) item.append(element("p", ""));
    if (card[PUBLISHED]) item.lastChild.append(element("time", card[PUBLISHED]));
    if (card[LIKE]) item.append(element("p", `Nearly the same as ${card[LIKE][1]}`));
    const files = element("p", "", { className: "files" });
    for (const [format, bytes] of Object.entries(card[SIZES])) {
      const anchor = element("a", format.toUpperCase(), { href: link(card[PLACE], format) });
      anchor.append(element("span", ` of ${card[TITLE]}`, { className: "said" }));
      const file = element("span", "", { dir: "ltr" });
      file.append(anchor, " ", element("span", size(bytes), { className: "size" }));
      files.append(file, " ");
    }
    item.append(files);
    return item;
  }

  function asked() {
    const value = Object.fromEntries(FIELDS.map((name) => [name, form.elements[name].value]));
    const words = plain(value.words).split(/\s+/).filter(Boolean);
    return (card) =>
      words.every((word) => card.text.includes(word)) &&
      (!value.author || card[AUTHORS].includes(value.author)) &&
      (!value.subject || card[SUBJECTS].includes(value.subject)) &&
      (!value.language || card[LANGUAGE] === value.language) &&
      (!value.since || (card[PUBLISHED] && card[PUBLISHED].slice(0, 4) >= value.since)) &&
      (!value.until || (card[PUBLISHED] && card[PUBLISHED].slice(0, 4) <= value.until));
  }

  const ORDERS = {
    "": (a, b) => (b[PUBLISHED] > a[PUBLISHED]) - (b[PUBLISHED] < a[PUBLISHED]) || compare(a[TITLE], b[TITLE]),
    title: (a, b) => compare(a[TITLE], b[TITLE]),
    author: (a, b) => compare(a[AUTHORS][0] || "\uffff", b[AUTHORS][0] || "\uffff") || compare(a[TITLE], b[TITLE]),
  };

  function find() {
    found = cards.filter(asked()).sort(ORDERS[form.elements.order.value] || ORDERS[""]);
    document.getElementById("cards").replaceChildren();
    shown = 0;
    more();
    const number = found.length.toLocaleString("en");
    document.getElementById("told").textContent =
      found.length === 0 ? "No article is like that" : `${number} ${found.length === 1 ? "article" : "articles"}`;
    remember();
  }

  function more() {
    const list = document.getElementById("cards");
    const first = list.children.length;
    list.append(...found.slice(shown, shown + SHOWN).map(shownCard));
    shown += SHOWN;
    document.getElementById("more").hidden = shown >= found.length;
    return list.children[first];
  }

  function remember() {
    const kept = new URLSearchParams(FIELDS.map((name) => [name, form.elements[name].value]).filter(([, value]) => value));
    const hash = kept.size === 0 ? "" : `#${kept}`;
    if (hash !== location.hash) history.replaceState(null, "", hash || location.href.replace(/#.*/, ""));
  }

  function recall() {
    const kept = new URLSearchParams(location.hash.slice(1));
    for (const name of FIELDS) form.elements[name].value = kept.get(name) || "";
    for (const select of form.querySelectorAll("select")) if (select.selectedIndex < 0) select.selectedIndex = 0;
  }

  function offer(name, values, title = (value) => value, order = (a, b) => compare(title(a), title(b))) {
    const counts = new Map();
    for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
    const select = form.elements[name];
    const options = [...counts.keys()].sort(order).map((value) =>
      element("option", name === "since" || name === "until" ? value : `${title(value)} (${counts.get(value)})`, { value }));
    select.replaceChildren(element("option", "Any", { value: "" }), ...options);
    select.closest("p").hidden = options.length === 0;
  }

  function start() {
    form = document.getElementById("search");
    for (const card of cards) card.text = plain([card[TITLE], ...card[AUTHORS], ...card[SUBJECTS], card[ABOUT]].join("\n"));
    const years = cards.map((card) => card[PUBLISHED].slice(0, 4)).filter(Boolean);
    const newest = (a, b) => (b > a) - (b < a);
    offer("author", cards.flatMap((card) => card[AUTHORS]));
    offer("subject", cards.flatMap((card) => card[SUBJECTS]));
    offer("language", cards.map((card) => card[LANGUAGE]), languageName);
    offer("since", years, undefined, newest);
    offer("until", years, undefined, newest);
    form.hidden = false;
    let waiting;
    form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(find, 120) });
    form.addEventListener("submit", (event) => { event.preventDefault(); find() });
    form.addEventListener("reset", () => setTimeout(find));
    addEventListener("hashchange", () => { recall(); find() });
    document.getElementById("more").addEventListener("click", () => more()?.querySelector("a")?.focus());
    recall();
    find();
  }

  document.addEventListener("DOMContentLoaded", start);
  return { add };
})();
