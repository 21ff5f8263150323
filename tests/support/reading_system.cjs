// Opens e-books in epub.js, in Chromium, as a reading system does, and says what it sees.
//
//   node reading_system.cjs NODE_MODULES < questions
//
// A question is a line of JSON: {"path": an EPUB, "out": a folder for pictures, "modes": [{"name", "width", "height",
// "size": a font size in per cent, "dark", "flow", "shots"}]}. The answer is a line, too: {"pages": [{"mode", "href",
// "overflows": [...], "faint": [...]}], "notes": [...]}. A mode with "shots", {name: a selector}, asks for nothing but a
// picture of the first element that each selector finds in the book. Nothing reaches the network: every address but the
// book's own is refused.
"use strict";
const fs = require("fs");
const path = require("path");
const readline = require("readline");

const modules = process.argv[2];
const puppeteer = require(path.join(modules, "puppeteer-core"));
const HOME = "http://reader.invalid/";
const FILES = {
  "jszip.js": path.join(modules, "jszip/dist/jszip.min.js"),
  "epub.js": path.join(modules, "epubjs/dist/epub.min.js"),
};
const INDEX = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Reader</title>
<style>html, body, #view { margin: 0; padding: 0; width: 100%; height: 100% } body.dark { background: #000 }</style>
<script src="jszip.js"></script><script src="epub.js"></script></head><body><div id="view"></div></body></html>`;

async function main() {
  const browser = await puppeteer.launch({
    executablePath: process.env.PUPPETEER_EXECUTABLE_PATH,
    args: ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none", "--hide-scrollbars"],
  });
  for await (const line of readline.createInterface({ input: process.stdin })) {
    let answer;
    try {
      answer = await asked(browser, JSON.parse(line));
    } catch (error) {
      answer = { error: String(error.stack || error) };
    }
    process.stdout.write(JSON.stringify(answer) + "\n");
  }
  await browser.close();
}

async function asked(browser, { path: epub, out, modes }) {
  const page = await browser.newPage();
  await page.setRequestInterception(true);
  page.on("request", (request) => served(request, epub));
  const answer = { pages: [], notes: [] };
  try {
    for (const mode of modes) {
      await page.setViewport({ width: mode.width, height: mode.height, deviceScaleFactor: mode.scale || 1 });
      await page.goto(HOME, { waitUntil: "load" });
      const hrefs = await page.evaluate(opened, mode);
      fs.mkdirSync(out, { recursive: true });
      if (mode.shots) {
        await shot(page, mode, hrefs, out);
        continue;
      }
      for (const href of hrefs) {
        const found = await page.evaluate(seen, href, mode);
        const name = `${mode.name}-${href.replace(/\W+/g, "-")}.png`;
        await page.screenshot({ path: path.join(out, name) });
        answer.pages.push({ mode: mode.name, href, picture: name, ...found });
        if (mode.notes) answer.notes.push(...(await page.evaluate(tapped, href)));
      }
    }
  } finally {
    await page.close();
  }
  return answer;
}

async function shot(page, mode, hrefs, out) {
  for (const [name, selector] of Object.entries(mode.shots))
    for (const href of hrefs)
      if (await page.evaluate(shown, href, selector)) {
        await page.screenshot({ path: path.join(out, `${name}.png`) });
        break;
      }
}

function served(request, epub) {
  const name = request.url().slice(HOME.length);
  if (request.url().startsWith("blob:") || request.url().startsWith("data:")) request.continue();
  else if (request.url() === HOME) request.respond({ contentType: "text/html", body: INDEX });
  else if (request.url() === HOME + "book.epub") request.respond({ body: fs.readFileSync(epub) });
  else if (FILES[name]) request.respond({ contentType: "text/javascript", body: fs.readFileSync(FILES[name]) });
  else request.abort();
}

// From here on, functions run in the page.

async function opened(mode) {
  const data = await (await fetch("book.epub")).arrayBuffer();
  const book = ePub(data);
  await book.ready;
  window.rendition = book.renderTo("view", {
    width: "100%", height: "100%", flow: mode.flow, spread: "none", allowScriptedContent: true,
  });
  if (mode.dark) {
    document.body.className = "dark";
    rendition.themes.default({ "html, body": { background: "#000 !important", color: "#e0e0e0 !important" } });
  }
  rendition.themes.fontSize(`${mode.size}%`);
  await rendition.display();
  return book.spine.spineItems.map((item) => item.href);
}

async function shown(href, selector) {
  await rendition.display(href);
  const [{ document: held }] = rendition.getContents();
  const found = held.querySelector(selector);
  if (!found) return false;
  await held.fonts.ready;
  await Promise.all([...held.images].map((image) => image.decode().catch(() => {})));
  await new Promise((done) => setTimeout(done, 120));
  const above = Math.max(0, found.getBoundingClientRect().top - 60);
  document.querySelector(".epub-container").scrollTop = above;
  await new Promise((done) => setTimeout(done, 120));
  return true;
}

async function seen(href, mode) {
  await rendition.display(href);
  await new Promise((done) => setTimeout(done, 60));
  const [contents] = rendition.getContents();
  const { document: held, window: inner } = contents;
  await held.fonts.ready;
  await Promise.all([...held.images].map((image) => image.decode().catch(() => image.dataset.broken = "yes")));
  const room = mode.width;
  const overflows = [];
  const faint = [];
  const broken = [...held.images].filter((image) => image.dataset.broken).map((image) => image.getAttribute("src"));
  const short = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 120);
  const scrolls = (element) => {
    for (let one = element; one && one !== held.body; one = one.parentElement)
      if (/auto|scroll/.test(inner.getComputedStyle(one).overflowX)) return true;
    return false;
  };
  const paged = mode.flow === "paginated";
  const walker = held.createTreeWalker(held.body, NodeFilter.SHOW_TEXT);
  const range = held.createRange();
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const element = text.parentElement;
    if (!text.data.trim() || element.closest("annotation, annotation-xml")) continue;
    range.selectNodeContents(text);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 1);
    if (!boxes.length) continue;
    const wide = boxes.find((box) => (paged ? box.width > room + 1 : box.right > room + 1 || box.left < -1));
    if (wide && !scrolls(element)) overflows.push(`${Math.round(wide.right)} of ${room} px: ${short(element)}`);
    const ratio = contrast(inner, element, mode.dark ? [0, 0, 0] : [255, 255, 255]);
    if (ratio < 4.5) faint.push(`${ratio.toFixed(2)}: ${short(element)}`);
  }
  for (const element of held.querySelectorAll("img, svg, table, pre, math, figure")) {
    const boxes = [...element.getClientRects()];  // One for each page that it is on.
    const box = boxes.find((one) => (paged ? one.width > room + 1 : one.right > room + 1 || one.left < -1));
    if (box && !scrolls(element)) overflows.push(`${Math.round(box.right)} of ${room} px: ${short(element)}`);
  }
  return { overflows, faint, broken };

  function contrast(view, element, below) {
    const parse = (colour) => (colour.match(/[\d.]+/g) || []).map(Number);
    let ground = below;
    const layers = [];
    for (let one = element; one; one = one.parentElement) {
      const [red, green, blue, alpha = 1] = parse(view.getComputedStyle(one).backgroundColor);
      if (alpha > 0) layers.push([red, green, blue, alpha]);
      if (alpha === 1) break;
    }
    for (const [red, green, blue, alpha] of layers.reverse())
      ground = [red, green, blue].map((value, place) => value * alpha + ground[place] * (1 - alpha));
    const [red, green, blue] = parse(view.getComputedStyle(element).color);
    const light = (parts) => {
      const [r, g, b] = parts.map((part) => (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const [dark, bright] = [light([red, green, blue]), light(ground)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  }
}

async function tapped(href) {
  await rendition.display(href);
  const told = [];
  const type = (element) =>
    element.getAttributeNS("http://www.idpf.org/2007/ops", "type") || element.getAttribute("epub:type");
  const [{ document: first }] = rendition.getContents();
  const ids = [...first.querySelectorAll("a")].filter((one) => type(one) === "noteref").map((one) => one.id);
  for (const id of ids) {
    await rendition.display(href);
    const [{ document: held }] = rendition.getContents();
    const call = held.getElementById(id);
    const target = call.getAttribute("href").split("#");
    const note = held.getElementById(target[1]);
    const found = { href, id, pop: "", lands: false, returns: false };
    // What Apple Books, Thorium and Kobo show: the aside of the same file that the call names.
    if (!target[0] && note && note.localName === "aside" && type(note) === "footnote") found.pop = note.textContent.trim();
    found.lands = await led(call, target[1]);
    const [{ document: there }] = rendition.getContents();
    const back = there.getElementById(target[1])?.querySelector("[role=doc-backlink]");
    found.returns = back ? await led(back, id) : false;
    told.push(found);
  }
  return told;

  async function led(link, id) {
    const arrived = new Promise((done) => {
      rendition.once("relocated", () => done(true));
      setTimeout(() => done(false), 1500);
    });
    link.click();
    await arrived;
    await new Promise((done) => setTimeout(done, 200));
    const [{ document: held, window: inner }] = rendition.getContents();
    const target = held.getElementById(id);
    if (!target) return false;
    const frame = inner.frameElement.getBoundingClientRect();
    const box = target.getBoundingClientRect();
    return frame.top + box.bottom > 0 && frame.top + box.top < window.innerHeight;
  }
}

main().catch((error) => {
  process.stderr.write(String(error.stack || error));
  process.exit(1);
});
