// Opens a catalogue from disk, in Chromium, and uses it as people do.
//
//   node shelf.cjs NODE_MODULES INDEX.html PICTURES
//
// Prints one line of JSON: {"errors": what the browser complains of, "violations": what axe finds, by the screen, "seen":
// what is on the page after each of the steps below}.
"use strict";
const path = require("path");
const { pathToFileURL } = require("url");

const [modules, index, pictures] = process.argv.slice(2);
const puppeteer = require(path.join(modules, "puppeteer-core"));
const AXE = path.join(modules, "@daisy/axe-core-for-ace/axe.min.js");
const HOME = pathToFileURL(index).href;
const SCREENS = [
  { name: "wide", width: 1280, height: 1000 },
  { name: "phone", width: 360, height: 740 },
  { name: "dark", width: 1280, height: 1000, dark: true },
];

const type = (words) => async (page) => {
  await page.focus("#words");
  await page.evaluate(() => document.getElementById("words").select());
  await page.keyboard.type(words);
};
const choose = (name, value) => (page) => page.select(`#${name}`, value);
const STEPS = {
  "at first": async () => {},
  "more": (page) => page.$eval("#more", (button) => button.click()),
  "words": type("mare TRANQ"),
  "nothing": type("qqq"),
  "cleared": (page) => page.click("button[type=reset]"),
  "author": choose("author", "Zoë Ångström"),
  "no author": choose("author", ""),
  "subject": choose("subject", "Tides"),
  "subject, language": choose("language", "de"),
  "subject, language, since": choose("since", "2022"),
  "again": (page) => page.reload({ waitUntil: "load" }),
  "cleared again": (page) => page.click("button[type=reset]"),
  "until": choose("until", "2001"),
  "by title": async (page) => { await page.select("#until", ""); await page.select("#order", "title") },
};

async function main() {
  const browser = await puppeteer.launch({
    executablePath: process.env.PUPPETEER_EXECUTABLE_PATH,
    args: ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"],
  });
  const page = await browser.newPage();
  const errors = [], violations = {}, seen = {};
  const complain = (told) => errors.push(String(told));
  const failed = (request) => complain(`${request.url()} failed`);
  page.on("pageerror", complain);
  page.on("console", (message) => complain(message.text()));
  page.on("requestfailed", failed);
  page.on("request", (request) => request.url().startsWith("file:") || complain(`${request.url()} is asked for`));
  await page.goto(HOME, { waitUntil: "load" });
  for (const [name, step] of Object.entries(STEPS)) {
    await step(page);
    await new Promise((resolve) => setTimeout(resolve, 400));
    seen[name] = await page.evaluate(look);
  }
  page.off("requestfailed", failed);
  page.removeAllListeners("console");  // axe asks for style sheets, which a page from disk may not.
  for (const screen of SCREENS) {
    await page.setViewport({ width: screen.width, height: screen.height });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: screen.dark ? "dark" : "light" }]);
    await page.goto("about:blank");
    await page.goto(HOME, { waitUntil: "networkidle0" });
    await page.screenshot({ path: path.join(pictures, `${screen.name}.png`) });
    await page.addScriptTag({ path: AXE });
    violations[screen.name] = await page.evaluate(judge);
  }
  await page.setJavaScriptEnabled(false);
  await page.goto("about:blank");
  await page.goto(HOME, { waitUntil: "load" });
  seen["without a script"] = await page.evaluate(look);
  process.stdout.write(JSON.stringify({ errors, violations, seen }) + "\n");
  await browser.close();
}

function look() {
  const text = (selector) => [...document.querySelectorAll(selector)].map((one) => one.textContent);
  return {
    told: document.getElementById("told").textContent,
    titles: text("#cards h2"),
    covers: [...document.images].filter((one) => one.loading !== "lazy" || one.complete).map((one) => one.naturalWidth),
    offered: [...document.querySelectorAll("#subject option")].map((one) => one.textContent),
    languages: [...document.querySelectorAll("#language option")].map((one) => one.textContent),
    links: [...document.querySelectorAll("#cards a")].map((one) => decodeURI(one.href)),
    focus: document.activeElement.tagName,
    form: !document.getElementById("search").hidden,
    address: location.hash,
    overflows: document.documentElement.scrollWidth > innerWidth,
  };
}

async function judge() {
  const told = await axe.run();
  const found = told.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`);
  if (document.documentElement.scrollWidth > innerWidth) found.push("the page is wider than the screen");
  return found;
}

main().catch((error) => { console.error(error); process.exit(1) });
