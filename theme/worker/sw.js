// Reading without a network: what this reader has opened, the text editions of the latest items, alerts and Cek Pesan.
// Every page from the store says of when it is. The build puts VERSION and CORE before these lines.
const PAGES = "halaman";
const FILES = `berkas-${VERSION}`;
const LIST = "/luring.json";
const STORED = "x-tersimpan";
const MOST = 90; // pages kept; the oldest go
const LASTING = /^\/(aset|media|kartu)\//;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(FILES).then((cache) => cache.addAll(CORE)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name !== PAGES && name !== FILES;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name)))));
});

self.addEventListener("message", (event) => {
  event.waitUntil(first(event.source.url).then(() => event.data.fill && fill()).catch(() => {}));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(url));
  else if (LASTING.test(url.pathname)) event.respondWith(lasting(request));
  else if (CORE.includes(url.pathname)) event.respondWith(fresh(request, FILES));
});

async function keep(name, address, response) {
  const headers = new Headers(response.headers);
  headers.set(STORED, new Date().toISOString());
  const cache = await caches.open(name);
  await cache.put(address, new Response(await response.blob(), { headers }));
  const keys = name === PAGES ? await cache.keys() : [];
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST)).map((key) => cache.delete(key)));
}

async function fresh(request, name) {
  try {
    const response = await fetch(request);
    if (response.ok) await keep(name, request.url, response.clone());
    return response;
  } catch (error) {
    const stored = await caches.match(request.url, { ignoreSearch: true });
    if (stored) return stored;
    throw error;
  }
}

async function lasting(request) {
  const stored = await caches.match(request);
  if (stored) return stored;
  const response = await fetch(request);
  if (response.ok) keep(FILES, request.url, response.clone());
  return response;
}

async function page(url) {
  const address = url.origin + url.pathname;
  try {
    const response = await fetch(url, { cache: "no-cache" }); // what the browser kept by itself does not say of when it is
    if (response.redirected) return Response.redirect(response.url);
    if (response.ok) keep(PAGES, address, response.clone());
    return response;
  } catch {
    const stored = (await caches.match(address)) ?? (await caches.match(`${address}teks/`));
    return stored ? dated(stored, url.pathname) : contents();
  }
}

// The page that was open before there was a worker.
async function first(address) {
  if (!(await caches.match(address))) await keep(PAGES, address, await fetch(address, { cache: "force-cache" }));
}

// The latest texts and alerts, once; what has not changed is not fetched again.
async function fill() {
  const list = await (await fetch(LIST)).json();
  const cache = await caches.open(PAGES);
  const before = await told();
  const known = new Map((before?.texts ?? []).map(([address, , seal]) => [address, seal]));
  for (const [address, , seal] of list.texts) {
    if (known.get(address) === seal && (await cache.match(address))) continue;
    const response = await fetch(address);
    if (response.ok) await keep(PAGES, new URL(address, location).href, response);
  }
  await keep(FILES, LIST, new Response(JSON.stringify(list), { headers: { "content-type": "application/json" } }));
}

const told = () => caches.match(LIST).then((known) => known?.json());

async function dated(response, path) {
  const when = new Date(response.headers.get(STORED) ?? response.headers.get("date"));
  const list = await told();
  const alert = list?.alerts.find(([address]) => path.startsWith(address));
  const over = alert?.[1] && Date.parse(alert[1]) <= Date.now() ? " <strong>Pemberitahuan ini sudah berakhir.</strong>" : "";
  const day = new Intl.DateTimeFormat("id-ID", { dateStyle: "full", timeStyle: "short" }).format(when);
  const html = await response.text();
  const at = html.indexOf(">", html.indexOf("<main")) + 1;
  const note = `<p class="stored" role="status">Tanpa sambungan internet. Salinan ini disimpan ${day}.${over}</p>`;
  return answer(html.slice(0, at) + note + html.slice(at));
}

async function contents() {
  const list = await told();
  const links = (list?.texts ?? []).map(([address, title]) => `<li><a href="${address}">${title}</a>`).join("");
  return answer(
    `<!doctype html><html lang="id"><meta name="viewport" content="width=device-width"><title>Tanpa sambungan</title><h1>Tanpa sambungan internet</h1><p>Halaman ini belum tersimpan di perangkat Anda. Yang dapat dibaca:</p><ul><li><a href="/cek-pesan/">Cek Pesan</a>${links}</ul>`,
    503,
  );
}

function answer(html, status = 200) {
  return new Response(html, { status, headers: { "content-type": "text/html; charset=utf-8" } });
}
