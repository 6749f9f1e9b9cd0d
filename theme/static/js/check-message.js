// Cek Pesan: compares a pasted message with what the office has answered, on this phone; the message is sent nowhere.
// The rules are those of mmc/clarifications/words.py and messages.py; a test keeps both equal.

const INDEX = "/klarifikasi/cek-pesan.json";
const HANDED = "cek-pesan";
const MOST_ASKED = 1500; // a chat refuses an address that is too long
const UNITS = { rb: 1e3, ribu: 1e3, jt: 1e6, juta: 1e6 };
const PREFIX = /^(?:(?:meng|meny|mem|men|me|peng|peny|pem|pen|di)(?=.{3})|(?:ter|ber|per|pe|ke|se)(?=.{4}))/;
const INNER_PREFIX = /^(?:per|ber|ter|ke)(?=.{4})/;
const isDigit = (word) => word[0] >= "0" && word[0] <= "9";
const vowels = (word) => (word.match(/[aeiou]/g) ?? []).length;

function number(token, unit) {
  if (/^[0-9]{1,3}(?:[.,][0-9]{3})+$/.test(token)) return String(BigInt(token.replace(/[.,]/g, "")) * BigInt(unit));
  const [whole, ...parts] = token.replaceAll(",", ".").split(".");
  const rest = parts.join(".");
  if (!rest) return String(BigInt(whole) * BigInt(unit));
  if (unit === 1 || rest.includes(".") || rest.length > 3) return `${BigInt(whole)}.${rest}`;
  return String(BigInt(whole) * BigInt(unit) + (BigInt(rest) * BigInt(unit)) / 10n ** BigInt(rest.length));
}

function plain(text) {
  const ascii = [...text.toLowerCase().normalize("NFKD")].filter((letter) => letter.codePointAt(0) < 128).join("");
  const tokens = ascii.match(/[0-9]+(?:[.,][0-9]+)*|[a-z]+/g) ?? [];
  return tokens.flatMap((token, place) => {
    if (isDigit(token)) return [number(token, UNITS[tokens[place + 1]] ?? 1)];
    if (place && token in UNITS && isDigit(tokens[place - 1])) return [];
    return [token.replace(/(.)\1{2,}/g, "$1")];
  });
}

function withoutEnd(word, ends) {
  for (const end of ends) {
    const rest = word.slice(0, -end.length);
    if (word.endsWith(end) && rest.length > Math.max(2, end.length) && vowels(rest) > 1) return rest;
  }
  return word;
}

function withoutStart(word, prefix) {
  const rest = word.slice((word.match(prefix)?.[0] ?? "").length);
  return vowels(rest) < 2 ? word : rest;
}

export function stem(word) {
  if (word.length > 5) {
    word = withoutEnd(withoutEnd(word, ["lah", "kah", "pun"]), ["nya", "ku", "mu"]);
    word = withoutStart(withoutStart(word, PREFIX), INNER_PREFIX);
    word = withoutEnd(word, ["kan", "an"]);
    if (word.endsWith("i") && !"aeiou".includes(word.at(-2))) word = withoutEnd(word, ["i"]);
  }
  return word.replace(/^[kpst](?=[aeiou].{3})/, "");
}

export function stems(text, index) {
  const stop = new Set(index.stop.split(" "));
  return plain(text)
    .flatMap((word) => (Object.hasOwn(index.forms, word) ? index.forms[word].split(" ") : [word]))
    .filter((form) => form && !stop.has(form) && (form.length > 1 || isDigit(form)))
    .map(stem);
}

function hash(term) {
  let value = 0x811c9dc5;
  for (const letter of term) value = Math.imul(value ^ letter.charCodeAt(0), 0x01000193);
  return value >>> 12;
}

function unpacked(packed) {
  const raw = atob(packed);
  const weights = [];
  for (let start = 0; start < raw.length; start += 3) {
    const value = (raw.charCodeAt(start) << 16) | (raw.charCodeAt(start + 1) << 8) | raw.charCodeAt(start + 2);
    weights.push([value >> 4, value & 15]);
  }
  return weights;
}

function likeness(portion, weights, tellingWords, telling) {
  const found = weights.filter(([term]) => portion.has(term));
  if (found.filter(([, weight]) => weight >= telling).length < tellingWords) return 0;
  const sum = (pairs) => pairs.reduce((total, [, weight]) => total + weight, 0);
  return Math.floor((sum(found) * 100) / sum(weights)) * Math.floor((found.length * 100) / portion.size);
}

export function checkMessage(text, index) {
  const [enough, tellingWords, telling, window, step, shown] = index.limits;
  const hashes = stems(text, index).map(hash);
  const portions = [];
  for (let start = 0; start < Math.max(hashes.length - window + step, 1); start += step) {
    portions.push(new Set(hashes.slice(start, start + window)));
  }
  return index.items
    .map(([place, title, verdict, packed, answerer, answeredOn]) => {
      const weights = unpacked(packed);
      const score = Math.max(...portions.map((portion) => likeness(portion, weights, tellingWords, telling)));
      const [type, word, note, tone] = index.verdicts[verdict];
      const answeredBy = index.answerers[answerer];
      return { url: index.prefix + place, title, verdict: type, word, note, tone, answeredBy, answeredOn, score };
    })
    .filter((match) => match.score >= enough)
    .sort((a, b) => b.score - a.score)
    .slice(0, shown);
}

// The answer block of components/answer.html, made for a match.
function answerBlock(match, { icons, reply: chat }) {
  const { url, title, word, note, tone, answeredBy, answeredOn } = match;
  const heading = note ? `${word} (${note})` : word;
  const full = new URL(url, location.href).href;
  const text = encodeURIComponent(`*${heading}*\n${title}\n${full}`);
  const link = element("a", "", title);
  link.href = url;
  const reply = element("a", "button", icon(icons, "whatsapp"), "Balas lewat WhatsApp");
  reply.href = chat + text;
  const from = answeredBy ? element("p", "answer__from", "Dijawab ", element("strong", "", answeredBy), `, ${answeredOn}`) : "";
  const block = element(
    "article",
    "answer",
    element("p", "answer__word", icon(icons, tone), element("span", "", heading)),
    element("h2", "answer__truth", link),
    from,
    element("p", "answer__reply", reply),
  );
  block.dataset.tone = tone;
  return block;
}

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

function icon(icons, name) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  made.setAttribute("class", "icon");
  made.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${icons}#${name}`);
  made.append(use);
  return made;
}

function told(matches, message, index, canAsk) {
  if (new Set(stems(message, index)).size < 3) {
    return "Pesannya terlalu pendek untuk dibandingkan. Tempel pesan lengkapnya.";
  }
  if (!matches.length) {
    const ask = canAsk ? ", dan tanyakan kepada kami" : "";
    return `Belum ada klarifikasi tentang pesan ini. Itu tidak berarti isinya benar: tahan dulu sebelum meneruskan${ask}.`;
  }
  return matches.length === 1
    ? "Mungkin yang dimaksud klarifikasi ini. Baca dan bandingkan sendiri."
    : `Mungkin yang dimaksud salah satu dari ${matches.length} klarifikasi ini. Baca dan bandingkan sendiri.`;
}

function start(form) {
  const status = document.querySelector("[data-check-status]");
  const results = document.querySelector("[data-check-results]");
  const answer = document.querySelector("[data-check-answer]");
  const ask = document.querySelector("[data-check-ask]");
  const ways = [...ask.querySelectorAll("[data-ask]")];
  const field = form.querySelector("textarea");
  let index;
  async function check() {
    const message = field.value;
    results.replaceChildren();
    ask.hidden = true;
    status.textContent = "Memeriksa …";
    try {
      index ??= await fetch(form.dataset.index ?? INDEX).then((answer) => {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.json();
      });
    } catch {
      status.textContent = "Daftar klarifikasi belum dapat dimuat. Periksa sambungan internet, lalu coba lagi.";
      return;
    }
    const matches = checkMessage(message, index);
    results.replaceChildren(...matches.map((match) => answerBlock(match, form.dataset)));
    status.textContent = told(matches, message, index, ways.length > 0);
    for (const way of ways) way.href = way.dataset.ask + encodeURIComponent(`Apakah pesan ini benar?\n\n${message.slice(0, MOST_ASKED)}`);
    ask.hidden = matches.length > 0 || !ways.length || !message.trim();
    answer.focus({ preventScroll: true });
    answer.scrollIntoView({ block: "start" });
  }
  form.hidden = false;
  form.querySelector("button").addEventListener("click", check);
  const handed = sessionStorage.getItem(HANDED); // from the front page
  if (handed) {
    sessionStorage.removeItem(HANDED);
    field.value = handed;
    check();
  }
}

if (typeof document !== "undefined") {
  const form = document.querySelector("[data-check-message]");
  if (form) start(form);
}
