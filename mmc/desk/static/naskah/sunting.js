// The editor's page: keeps what is typed, shows what the gate says beside it, and puts Word's manners over Markdown.

import { rich } from "./kaya.js";
import { keeper } from "./simpanan.js";
import { photos } from "./foto.js";
import { look } from "./lihat.js";

const desk = document.querySelector("[data-editor]");
const form = document.querySelector("#naskah-form");
const plain = form.elements.naskah;
const find = (name) => document.querySelector(`[data-${name}]`);
const show = (element, is) => element && (element.hidden = !is);
let word = null;

const kept = keeper({
  form,
  item: desk.dataset.editor,
  person: desk.dataset.person,
  file: desk.dataset.file,
  number: Number(desk.dataset.number),
  said: (words, isWrong = false) => {
    const state = find("state");
    state.textContent = words;
    state.dataset.tone = isWrong ? "error" : "";
  },
  answered: (answer) => {
    findings(answer.temuan);
    people(answer.orang ?? []);
    address(answer.alamat);
    show(find("mend"), answer.perbaiki);
  },
  elsewhere: () => show(find("device"), true),
});

// Findings beside their field; those of the text lead to their line.
function findings(list) {
  for (const place of document.querySelectorAll("[data-finds], [data-finds-above]")) place.replaceChildren();
  for (const each of list ?? []) {
    const field = each.field && document.querySelector(`[data-field="${CSS.escape(each.field)}"] [data-finds]`);
    const line = document.createElement("p");
    line.className = "find-one";
    line.dataset.tone = each.tone;
    const head = document.createElement("b");
    head.textContent = `${each.tone[0].toUpperCase()}${each.tone.slice(1)}${each.line ? `, baris ${each.line}` : ""}: `;
    line.append(head, each.message);
    if (each.mend) {
      const mend = document.createElement("span");
      mend.className = "find-one__mend";
      mend.textContent = ` ${each.mend}`;
      line.append(mend);
    }
    if (each.line) {
      const go = document.createElement("button");
      go.type = "button";
      go.className = "find-one__go";
      go.textContent = `Ke baris ${each.line}`;
      go.addEventListener("click", () => to(each));
      line.append(" ", go);
    }
    (field || find("finds-above")).append(line);
  }
}

function to({ line, quote }) {
  if (word && !find("rich").hidden) return word.find(quote);
  const before = plain.value.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  plain.focus();
  plain.setSelectionRange(before, before + (plain.value.split("\n")[line - 1] ?? "").length);
}

function people(names) {
  const told = find("others");
  told.textContent = names.length ? `Sedang dibuka juga oleh ${names.join(", ")}.` : "";
  show(told, names.length);
}

function address(now) {
  if (now === undefined) return;
  find("address").textContent = now;
  const moved = find("moved");
  show(moved, moved.dataset.before && moved.dataset.before !== now);
}

// Counters, calendars, rows.
function count(control) {
  const place = document.querySelector(`[data-count="${control.id}"]`);
  const length = [...control.value].length;
  if (place) {
    place.textContent = ` ${length} dari ${control.dataset.limit} huruf.`;
    place.dataset.tone = length > Number(control.dataset.limit) ? "over" : "";
  }
}

function calendar(control) {
  const picker = document.createElement("input");
  picker.type = control.dataset.calendar;
  picker.className = "calendar";
  picker.setAttribute("aria-label", `Pilih dari kalender: ${document.querySelector(`label[for="${control.id}"]`).textContent.trim()}`);
  picker.addEventListener("change", () => {
    const [day, time] = picker.value.split("T");
    if (!day) return;
    control.value = time ? `${day} ${time.replace(":", ".")} WIB` : day;
    control.dispatchEvent(new Event("input", { bubbles: true }));
  });
  control.after(picker);
}

let rows = 0;
function entries(field) {
  const list = field.querySelector("[data-list]");
  const add = field.querySelector("[data-add]");
  const prefix = field.dataset.rows;
  const changed = () => form.dispatchEvent(new Event("input", { bubbles: true }));
  const acts = (row) => show(row.querySelector("[data-acts]"), true);
  for (const row of list.children) acts(row);
  drag(list, changed);
  field.addEventListener("click", (event) => {
    const row = event.target.closest("[data-row]");
    if (event.target.matches("[data-up]") && row.previousElementSibling) row.previousElementSibling.before(row);
    else if (event.target.matches("[data-down]") && row.nextElementSibling) row.nextElementSibling.after(row);
    else if (event.target.matches("[data-remove]")) {
      const next = row.nextElementSibling ?? row.previousElementSibling;
      row.remove();
      (next?.querySelector("[data-remove]") ?? add)?.focus();
    } else return;
    if (row.isConnected) event.target.focus();
    changed();
  });
  if (!add) return;
  show(add, true);
  field.addEventListener("baris", (event) => append(event.detail));
  add.addEventListener("click", () => append({}).querySelector("input:not([type=hidden]), select, textarea").focus());
  function append(values) {
    rows += 1;
    const holder = document.createElement("div");
    holder.append(field.querySelector("[data-blank]").content.cloneNode(true));
    const row = holder.firstElementChild;
    for (const control of row.querySelectorAll("[name], [id], [for]")) {
      for (const name of ["name", "id", "for"]) {
        const value = control.getAttribute(name);
        if (value?.startsWith(`${prefix}-baru-`)) control.setAttribute(name, value.replace(`${prefix}-baru-`, `${prefix}-b${rows}-`));
      }
      if (control.name === `${prefix}-baris`) control.value = `b${rows}`;
    }
    for (const [part, value] of Object.entries(values)) {
      const control = row.querySelector(`[name="${prefix}-b${rows}-${part}"]`);
      if (!control) continue;
      if (control.tagName === "SELECT" && ![...control.options].some((option) => option.value === value)) control.add(new Option(value, value));
      control.value = value;
    }
    list.append(row);
    acts(row);
    changed();
    return row;
  }
}

// By the mouse an entry is drawn to its place; by keys and by touch its buttons do the same.
function drag(list, changed) {
  let moving = null;
  list.addEventListener("pointerdown", (event) => {
    const row = event.target.closest("[data-row]");
    if (row) row.draggable = event.pointerType === "mouse" && !event.target.closest("input, select, textarea, button");
  });
  list.addEventListener("dragstart", (event) => {
    moving = event.target.closest("[data-row]");
    moving.dataset.moving = "ya";
    event.dataTransfer.effectAllowed = "move";
  });
  list.addEventListener("dragover", (event) => {
    const over = event.target.closest("[data-row]");
    if (!moving || !over || over === moving || over.parentElement !== list) return;
    event.preventDefault();
    const box = over.getBoundingClientRect();
    if (event.clientY > box.top + box.height / 2) over.after(moving);
    else over.before(moving);
  });
  list.addEventListener("dragend", () => {
    delete moving?.dataset.moving;
    moving = null;
    changed();
  });
}

// A small window that asks; the answer by name, or nothing.
function ask(title, fields) {
  const dialog = find("ask");
  dialog.querySelector("h2").textContent = title;
  const holder = find("ask-fields");
  holder.replaceChildren(
    ...fields.map((field) => {
      const box = document.createElement("div");
      box.className = "field";
      if (field.text) {
        box.textContent = field.text;
        return box;
      }
      const label = document.createElement("label");
      const control = document.createElement(field.options ? "select" : "input");
      label.textContent = field.label;
      label.htmlFor = control.id = `tanya-${field.name}`;
      control.name = field.name;
      for (const option of field.options ?? []) control.add(new Option(option, option));
      control.value = field.value ?? "";
      box.append(label, control);
      if (field.help) {
        const help = document.createElement("p");
        help.className = "field__hint";
        help.textContent = field.help;
        box.append(help);
      }
      if (field.suggest) suggest(control, box, field, holder);
      return box;
    }),
  );
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      const values = Object.fromEntries([...holder.querySelectorAll("[name]")].map((control) => [control.name, control.value]));
      resolve(dialog.returnValue === "ya" ? values : null);
    }, { once: true });
  });
}

function suggest(control, box, field, holder) {
  const list = document.createElement("ul");
  list.className = "suggestions";
  box.append(list);
  let timer = 0;
  control.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const found = await field.suggest(control.value);
      list.replaceChildren(
        ...found.map((each) => {
          const entry = document.createElement("li");
          const choose = document.createElement("button");
          choose.type = "button";
          choose.textContent = each.judul;
          choose.addEventListener("click", () => {
            control.value = each.judul;
            holder.querySelector(`[name="${field.into}"]`).value = each.alamat;
            list.replaceChildren();
          });
          entry.append(choose);
          return entry;
        }),
      );
    }, 200);
  });
}

async function links(words) {
  const response = await fetch(`/naskah/tautan/?${new URLSearchParams({ cari: words })}`);
  return response.ok ? (await response.json()).naskah : [];
}

const taken = photos({ desk: kept, form, changed: () => kept.typed(), isRich: () => Boolean(word) });

// Word over Markdown; without it the Markdown stays.
async function toWord() {
  const response = await kept.ask("/naskah/tampil/", new URLSearchParams({ naskah: plain.value }));
  const { html } = await response.json();
  if (word) word.set(html);
  else {
    word = await rich({
      mount: find("rich"),
      tools: find("tools"),
      prose: desk.dataset.prose,
      html,
      changed: (now) => {
        form.elements.kaya.value = now;
        words();
        kept.typed();
      },
      photoAddress: (name) => `${form.getAttribute("action")}foto/${encodeURIComponent(name)}`,
      photoNames: taken.names,
      upload: taken.upload,
      ask,
      links,
      pasted: async (given) => (await (await kept.ask("/naskah/tempelan/", new URLSearchParams({ html: given }))).json()).html,
    });
  }
  form.elements.kaya.value = "";
  sides(true);
}

async function toMarkdown() {
  if (form.elements.kaya.value) {
    const response = await kept.ask("/naskah/markdown/", new URLSearchParams({ naskah: plain.value, kaya: form.elements.kaya.value }));
    plain.value = (await response.json()).markdown;
    form.elements.kaya.value = "";
  }
  sides(false);
}

function sides(isWord) {
  show(find("rich"), isWord);
  show(find("tools"), isWord);
  show(find("plain"), !isWord);
  find("switch").textContent = isWord ? "Tampilkan Markdown" : "Tampilkan seperti Word";
  words();
}

function words() {
  const total = word && !find("rich").hidden ? word.words() : plain.value.split(/\s+/).filter(Boolean).length;
  find("words").textContent = `${total} kata`;
}

form.addEventListener("input", (event) => {
  if (event.target.closest?.("[data-rich]") || event.target.type === "file" || event.target.matches?.(".calendar")) return;
  if (event.target.dataset?.limit) count(event.target);
  if (event.target === plain) words();
  kept.typed();
});
for (const control of form.querySelectorAll("[data-limit]")) count(control);
for (const control of form.querySelectorAll("[data-calendar]")) calendar(control);
for (const field of form.querySelectorAll("[data-rows]")) entries(field);
findings(JSON.parse(desk.dataset.told));

form.addEventListener("submit", (event) => {
  if (event.submitter?.matches("[data-drop]")) {
    if (!confirm("Buang tulisan yang belum disimpan?")) event.preventDefault();
    else kept.forget();
  }
});
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
    event.preventDefault();
    form.requestSubmit(form.querySelector('[value="simpan"]'));
  }
});

// What this device has and the desk has not: sent by itself where it continues what the desk knows, else offered.
const waiting = kept.waiting();
if (waiting) {
  if (waiting.nomor === kept.number() && waiting.dasar === desk.dataset.file) kept.use(waiting).catch(() => show(find("device"), true));
  else show(find("device"), true);
}
find("device-use").addEventListener("click", () => (kept.waiting() ? kept.use(kept.waiting()) : kept.send(true).then(() => location.reload())));
find("device-drop").addEventListener("click", () => {
  kept.forget();
  location.reload();
});

show(find("switch"), true);
find("switch").addEventListener("click", () => (find("rich").hidden ? toWord() : toMarkdown()).catch((error) => { find("state").textContent = error.message; }));
toWord().catch(() => sides(false));

setInterval(async () => {
  const answer = document.visibilityState === "visible" && (await kept.alive());
  if (answer) people(answer.orang);
}, 15000);

look({ desk: kept, address: form.getAttribute("action"), find, show });
document.documentElement.dataset.ready = "ya";
