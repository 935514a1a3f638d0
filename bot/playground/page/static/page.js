"use strict";

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const words = $("#words").dataset;
const phones = new Map($$(".phone").map((phone) => [phone.dataset.person, phone]));
const drawn = new Map([...phones.keys()].map((id) => [id, new Map()]));

// -- what phones do

async function act(phone, action, fields = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    for (const one of [value].flat()) form.append(name, one);
  }
  try {
    const answer = await fetch(`/page/${phone.dataset.person}/${action}`, { method: "POST", body: form });
    if (!answer.ok) toast(phone, words.failed);
    return answer.ok;
  } catch {
    toast(phone, words.failed);
    return false;
  }
}

function toast(phone, text) {
  const shown = document.createElement("div");
  shown.className = "toast";
  shown.textContent = text;
  $(".toasts", phone).append(shown);
  setTimeout(() => shown.remove(), 2600 + 40 * text.length);
}

function copy(phone, text) {
  navigator.clipboard.writeText(text).then(() => toast(phone, words.copied), () => toast(phone, words.failed));
}

function closeSheets() {
  $$(".sheet").forEach((sheet) => { sheet.hidden = true; });
  $$("[data-open]").forEach((button) => button.setAttribute("aria-expanded", "false"));
}

function pass(phone, link) {
  const sheet = $(".pass-on", phone);
  closeSheets();
  sheet.dataset.link = link;
  sheet.hidden = false;
  $("button", sheet).focus();
}

function edit(phone, message, text) {
  phone.dataset.editing = message ?? "";
  $(".editing", phone).hidden = !message;
  $(".editing span", phone).textContent = text;
  const field = $("textarea", phone);
  field.value = text;
  fit(field);
  if (message) field.focus();
}

async function submit(phone) {
  const field = $("textarea", phone);
  const text = field.value.trim();
  if (!text) return;
  const message = phone.dataset.editing;
  closeSheets();
  edit(phone, null, "");
  const sent = message ? await act(phone, "edit", { message, text }) : await act(phone, "say", { text });
  if (!sent) { field.value = text; fit(field); }
}

async function upload(phone, kind, files) {
  if (!files.length) return;
  const field = $("textarea", phone);
  const text = field.value.trim();
  if (await act(phone, "files", { kind, text, files: [...files] })) { field.value = ""; fit(field); }
}

function press(phone, key) {
  const { row, column, copy: copied, url } = key.dataset;
  if (copied !== undefined) return copy(phone, copied);
  if (url !== undefined) return window.open(url, "_blank", "noopener,noreferrer");
  const message = key.closest(".row")?.dataset.message;
  if (!message) return act(phone, "key", { row, column });
  return act(phone, "press", { message, row, column, label: $("span", key).textContent });
}

function toggle(phone, name, button) {
  const sheet = $(`.sheet.${name}`, phone);
  const opens = sheet.hidden;
  closeSheets();
  sheet.hidden = !opens;
  button.setAttribute("aria-expanded", String(opens));
}

// -- fingers and keys

function clicked(event, phone) {
  const on = (selector) => event.target.closest(selector);
  let target;
  if ((target = on("[data-open]"))) return toggle(phone, target.dataset.open, target);
  if (on(".sheet label")) return undefined;
  const share = on("[data-share]");
  if (share) return pass(phone, share.dataset.share);
  if ((target = on("[data-to]"))) {
    const other = phones.get(target.dataset.to);
    const { link } = target.closest(".sheet").dataset;
    closeSheets();
    show(target.dataset.to);
    return act(other, "link", { url: link });
  }
  closeSheets();
  if ((target = on("[data-say]"))) { event.preventDefault(); return act(phone, "say", { text: target.dataset.say }); }
  if ((target = on("[data-link]"))) { event.preventDefault(); return act(phone, "link", { url: target.dataset.link }); }
  if ((target = on("[data-act]"))) return act(phone, target.dataset.act);
  if ((target = on("[data-topic]"))) { phone.stays = true; return act(phone, "topic", target.dataset); }
  if ((target = on("[data-member]"))) return act(phone, "member", target.dataset);
  if ((target = on("[data-row]"))) return press(phone, target);
  if ((target = on("[data-edit]"))) return edit(phone, target.closest(".row").dataset.message, target.dataset.edit);
  if (on("[data-cancel]")) return edit(phone, null, "");
  if ((target = on(".language button"))) return act(phone, "language", { language: target.dataset.language });
  if ((target = on(".out .bubble")) && !on("a, audio")) return target.closest(".row").classList.toggle("touched");
  if (on(".to-end")) return toEnd(phone, true);
  if ((target = on(".spoiler"))) return target.classList.toggle("seen");
  return undefined;
}

function fit(field) {
  field.style.height = "36px";
  if (field.scrollHeight > 38) field.style.height = `${field.scrollHeight}px`;
  $(".send", field.form).disabled = !field.value.trim();
}

function filterCommands(phone, text) {
  const sheet = $(".commands", phone);
  const asks = /^\/\w*$/.test(text);
  const keys = $$("button", sheet);
  keys.forEach((key) => { key.hidden = asks && !key.dataset.say.startsWith(text); });
  if (asks || !sheet.hidden) sheet.hidden = !asks || !keys.some((key) => !key.hidden);
}

for (const phone of phones.values()) {
  const field = $("textarea", phone);
  const log = $(".log", phone);
  phone.addEventListener("click", (event) => clicked(event, phone));
  $(".composer", phone).addEventListener("submit", (event) => { event.preventDefault(); submit(phone); });
  field.addEventListener("input", () => { fit(field); filterCommands(phone, field.value); });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); submit(phone); }
    if (event.key === "Escape") { closeSheets(); edit(phone, null, ""); }
  });
  $$("input[type=file]", phone).forEach((input) => input.addEventListener("change", async () => {
    const files = [...input.files];
    input.value = "";
    closeSheets();
    await upload(phone, input.dataset.kind, files);
  }));
  phone.stays = true;
  log.addEventListener("scroll", () => {
    phone.stays = atEnd(log);
    if (phone.stays) $(".to-end", phone).hidden = true;
  }, { passive: true });
  const screen = $(".screen", phone);
  screen.addEventListener("dragover", (event) => { event.preventDefault(); screen.classList.add("dropping"); });
  screen.addEventListener("dragleave", () => screen.classList.remove("dropping"));
  screen.addEventListener("drop", (event) => {
    event.preventDefault();
    screen.classList.remove("dropping");
    const files = [...event.dataTransfer.files];
    const pictures = files.length > 0 && files.every((file) => file.type.startsWith("image/"));
    upload(phone, pictures ? "photo" : "document", files);
  });
  field.addEventListener("paste", (event) => {
    if (event.clipboardData.files.length) { event.preventDefault(); upload(phone, "photo", event.clipboardData.files); }
  });
  fit(field);
}
document.addEventListener("click", (event) => { if (!event.target.closest(".phone")) closeSheets(); });
document.addEventListener("keydown", (event) => { if (event.key === "Escape") closeSheets(); });

// -- tabs, for one phone at a time

function show(id) {
  phones.forEach((phone, key) => phone.classList.toggle("shown", key === id));
  $$("[data-tab]").forEach((tab) => {
    tab.setAttribute("aria-selected", String(tab.dataset.tab === id));
    if (tab.dataset.tab === id) tab.classList.remove("news");
  });
  toEnd(phones.get(id));
}
$$("[data-tab]").forEach((tab) => tab.addEventListener("click", () => show(tab.dataset.tab)));

// -- the clock

const clock = $(".clock");
let instant = { now: Number(clock.dataset.now), at: performance.now(), runs: clock.dataset.runs === "true" };
const locale = document.documentElement.lang === "de" ? "de" : "en-GB";
const format = (options) => new Intl.DateTimeFormat(locale, { timeZone: clock.dataset.zone, ...options });
const month = document.documentElement.lang === "de" ? "2-digit" : "short";
const dates = format({ weekday: "short", day: "2-digit", month, year: "numeric" });
const times = format({ hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });

function tick() {
  const now = new Date(instant.now + (instant.runs ? performance.now() - instant.at : 0));
  $(".date", clock).textContent = dates.format(now);
  $(".time", clock).textContent = times.format(now);
}
$(".now", clock).addEventListener("click", () => {
  const open = $(".steps", clock).classList.toggle("open");
  $(".now", clock).setAttribute("aria-expanded", String(open));
});
$$("[data-by]", clock).forEach((step) => step.addEventListener("click", () => {
  $(".steps", clock).classList.remove("open");
  clock.classList.remove("moved");
  fetch("/page/clock", { method: "POST", body: new URLSearchParams({ by: step.dataset.by }) })
    .then(() => clock.classList.add("moved"));
}));
setInterval(tick, 250);
tick();

// -- what is told from outside

const atEnd = (log) => log.scrollHeight - log.scrollTop - log.clientHeight < 90;

function toEnd(phone, smooth = false) {
  const log = $(".log", phone);
  phone.stays = true;
  log.scrollTo({ top: log.scrollHeight, behavior: smooth ? "smooth" : "instant" });
}

function element(html) {
  const template = document.createElement("template");
  template.innerHTML = html.trim();
  return template.content.firstElementChild;
}

// Days are sections, so that a day's mark stays in sight only as long as its messages do.
function place(log, keys, known) {
  let section = null;
  let before = null;
  for (const key of keys) {
    const node = known.get(key);
    const day = key.startsWith("day-");
    const parent = day ? log : section;
    const after = day ? section : before;
    if (node.parentElement !== parent || node.previousElementSibling !== after) {
      if (after) after.after(node); else parent.prepend(node);
    }
    if (day) { section = node; before = node.firstElementChild; } else before = node;
  }
  return before;
}

function refresh(known, order, fresh, animate) {
  let grew = false;
  for (const key of order.filter((one) => fresh[one])) {
    const old = known.get(key);
    const next = element(fresh[key]);
    if (old && key.startsWith("day-")) { old.firstElementChild.replaceWith(next.firstElementChild); continue; }
    if (old) old.replaceWith(next);
    else { grew = true; next.classList.toggle("new", animate); }
    known.set(key, next);
  }
  return grew;
}

function draw(phone, { order, fresh }) {
  const log = $(".log", phone);
  const known = drawn.get(phone.dataset.person);
  const first = known.size === 0;
  const grew = refresh(known, order, fresh, !first);
  const last = place(log, order, known);
  for (const [key, node] of known) {
    if (!order.includes(key)) { node.remove(); known.delete(key); }
  }
  const own = grew && last?.classList.contains("out");
  if (phone.stays || own) toEnd(phone);
  else if (grew) $(".to-end", phone).hidden = false;
  if (grew && !first && !phone.classList.contains("shown")) {
    $(`[data-tab="${phone.dataset.person}"]`).classList.add("news");
  }
}

const pieces = ["status", "commands", "keys", "topic", "topics", "writer", "members"];

function tell(phone, news) {
  for (const name of pieces) {
    if (name in news) $(`.${name}`, phone).innerHTML = news[name];
  }
  if ("state" in news) phone.dataset.state = news.state;
  if ("language" in news) $(".language", phone).dataset.language = news.language;
  if (news.order) draw(phone, news);
  for (const { text, alert } of news.toasts ?? []) {
    if (!alert) { toast(phone, text); continue; }
    const box = $(".alert", phone);
    $("p", box).textContent = text;
    box.show();
    $("button", box).focus();
  }
}

const events = new EventSource("/page/events");
events.onopen = () => { $(".offline").hidden = true; };
events.onerror = () => { $(".offline").hidden = false; };
events.onmessage = (event) => {
  const news = JSON.parse(event.data);
  for (const [id, one] of Object.entries(news.phones ?? {})) {
    if (phones.has(id)) tell(phones.get(id), one); else location.reload();
  }
  if (news.clock) { instant = { ...news.clock, at: performance.now() }; tick(); }
  document.documentElement.dataset.live = "";
};
document.addEventListener("load", (event) => {
  const phone = event.target.tagName === "IMG" && event.target.closest(".phone");
  if (phone?.stays) toEnd(phone);
}, true);
