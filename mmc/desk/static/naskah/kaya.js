// The text as people know it from Word. What the house cannot show as such stays a block of Markdown, whole.

const TOOLS = [
  ["Paragraf", (c) => c.setParagraph(), (e) => e.isActive("paragraph")],
  ["Judul bagian", (c) => c.toggleHeading({ level: 2 }), (e) => e.isActive("heading", { level: 2 })],
  ["Subjudul", (c) => c.toggleHeading({ level: 3 }), (e) => e.isActive("heading", { level: 3 })],
  ["Tebal", (c) => c.toggleBold(), (e) => e.isActive("bold")],
  ["Miring", (c) => c.toggleItalic(), (e) => e.isActive("italic")],
  ["Butir", (c) => c.toggleBulletList(), (e) => e.isActive("bulletList")],
  ["Nomor", (c) => c.toggleOrderedList(), (e) => e.isActive("orderedList")],
  ["Kutipan", (c) => c.toggleBlockquote(), (e) => e.isActive("blockquote")],
];

function nodes({ Node, Mark }, photoAddress) {
  const link = Mark.create({
    name: "link",
    inclusive: false,
    addAttributes: () => ({ href: { default: null } }),
    parseHTML: () => [{ tag: "a[href]" }],
    renderHTML: ({ HTMLAttributes }) => ["a", HTMLAttributes, 0],
  });
  const attribute = (name) => ({
    default: "",
    parseHTML: (element) => element.getAttribute(name) ?? "",
    renderHTML: () => ({}),
  });
  const kept = Node.create({
    name: "kept",
    group: "block",
    atom: true,
    priority: 1000,
    addAttributes: () => ({ source: attribute("data-utuh") }),
    parseHTML: () => [{ tag: "pre[data-utuh]" }],
    renderHTML: ({ node }) => ["pre", { "data-utuh": node.attrs.source }, node.attrs.source],
  });
  const photo = Node.create({
    name: "photo",
    group: "block",
    atom: true,
    draggable: true,
    addAttributes: () => ({ file: attribute("data-foto"), alt: attribute("data-alt"), caption: attribute("data-keterangan") }),
    parseHTML: () => [{ tag: "figure[data-foto]" }],
    renderHTML: ({ node }) => [
      "figure",
      { "data-foto": node.attrs.file, "data-alt": node.attrs.alt, "data-keterangan": node.attrs.caption },
    ],
    addNodeView: () => ({ node }) => {
      const dom = document.createElement("figure");
      dom.className = "rich__photo";
      const image = document.createElement("img");
      image.src = photoAddress(node.attrs.file);
      image.alt = node.attrs.alt || `Foto ${node.attrs.file}`;
      const caption = document.createElement("figcaption");
      caption.textContent = node.attrs.caption || (node.attrs.alt ? "" : "Belum ada teks alternatif dan keterangan.");
      dom.append(image, caption);
      return { dom };
    },
  });
  return [link, kept, photo];
}

// The editor in `mount` with its toolbar; `changed` is told of every edit with the HTML.
export async function rich({ mount, tools, prose, html, changed, photoAddress, photoNames, ask, links, pasted, upload }) {
  const tiptap = await import(prose);
  const { Editor, Document, Paragraph, Text, Heading, Bold, Italic, Code, BulletList, OrderedList, ListItem } = tiptap;
  const { Blockquote, HardBreak, History, Dropcursor, Gapcursor, Table, TableRow, TableCell, TableHeader } = tiptap;
  let isReady = false;
  const editor = new Editor({
    element: mount,
    injectCSS: false,
    content: html,
    extensions: [
      Document, Paragraph, Text, Heading.configure({ levels: [2, 3, 4] }), Bold, Italic, Code, BulletList, OrderedList, ListItem,
      Blockquote, HardBreak, History, Dropcursor, Gapcursor, Table, TableRow, TableCell, TableHeader,
      ...nodes(tiptap, photoAddress),
    ],
    editorProps: {
      attributes: { role: "textbox", "aria-multiline": "true", "aria-label": "Naskah", class: "rich__text", lang: "id" },
      handleDOMEvents: { paste: (_, event) => paste(event.clipboardData, event) }, // before ProseMirror reads foreign styles
      handleDrop: (_, event, __, moved) => (moved ? false : files(event.dataTransfer?.files, event)),
    },
    onUpdate: () => isReady && changed(editor.getHTML()),
    onSelectionUpdate: () => mark(),
    onTransaction: () => mark(),
  });
  isReady = true;

  function files(list, event) {
    const photos = [...(list ?? [])].filter((file) => file.type.startsWith("image/"));
    if (!photos.length) return false;
    event.preventDefault();
    photos.reduce((before, file) => before.then(() => upload(file)).then((name) => name && place(name)), Promise.resolve());
    return true;
  }

  function paste(clipboard, event) {
    const given = clipboard?.getData("text/html") ?? "";
    const text = clipboard?.getData("text/plain") ?? "";
    if (given.includes("data-pm-slice")) return false; // from this editor: nothing is to be cleaned
    if (!given && !text) return files(clipboard?.files, event);
    if (!given) return false;
    event.preventDefault();
    pasted(given)
      .then((clean) => editor.chain().focus().insertContent(clean).run())
      .catch(() => editor.chain().focus().insertContent(text.split(/\n+/).map((line) => ({ type: "paragraph", content: line ? [{ type: "text", text: line }] : [] }))).run());
    return true;
  }

  function place(file, alt = "", caption = "") {
    editor.chain().focus().insertContent({ type: "photo", attrs: { file, alt, caption } }).run();
  }

  async function askLink() {
    const before = editor.getAttributes("link").href ?? "";
    const answer = await ask("Tautan", [
      { name: "cari", label: "Cari naskah kita", suggest: links, into: "href" },
      { name: "href", label: "Alamat", value: before, help: "Alamat https:// atau naskah kita. Kosongkan untuk melepas tautan." },
    ]);
    if (!answer) return;
    const href = answer.href.trim();
    const chain = editor.chain().focus().extendMarkRange("link");
    if (!href) chain.unsetMark("link").run();
    else if (editor.state.selection.empty && !before) chain.insertContent([{ type: "text", text: answer.cari || href, marks: [{ type: "link", attrs: { href } }] }]).run();
    else chain.setMark("link", { href }).run();
  }

  async function askPhoto() {
    const { selection } = editor.state;
    const node = selection.node?.type.name === "photo" ? selection.node : null;
    const names = photoNames();
    if (!node && !names.length) return ask("Belum ada foto", [{ text: "Tambahkan foto di bagian Foto, lalu taruh di sini." }]);
    const answer = await ask("Foto di dalam naskah", [
      { name: "file", label: "Foto", options: names, value: node?.attrs.file ?? names.at(-1) },
      { name: "alt", label: "Teks alternatif", value: node?.attrs.alt ?? "", help: "Apa yang terlihat, bagi yang tidak melihatnya." },
      { name: "caption", label: "Keterangan", value: node?.attrs.caption ?? "", help: "Siapa, di mana, kapan; nama pemotret." },
    ]);
    if (!answer) return;
    if (node) editor.chain().focus().updateAttributes("photo", answer).run();
    else place(answer.file, answer.alt, answer.caption);
  }

  const more = [
    ["Tautan", askLink, () => editor.isActive("link")],
    ["Foto", askPhoto, () => editor.isActive("photo")],
    ["Tabel", () => editor.chain().focus().insertTable({ rows: 3, cols: 2, withHeaderRow: true }).run(), () => editor.isActive("table")],
    ["Tambah baris", () => editor.chain().focus().addRowAfter().run(), null, () => editor.isActive("table")],
    ["Tambah kolom", () => editor.chain().focus().addColumnAfter().run(), null, () => editor.isActive("table")],
    ["Hapus baris", () => editor.chain().focus().deleteRow().run(), null, () => editor.isActive("table")],
    ["Urungkan", () => editor.chain().focus().undo().run(), null],
    ["Ulangi", () => editor.chain().focus().redo().run(), null],
  ];
  const buttons = [
    ...TOOLS.map(([words, act, is]) => [words, () => act(editor.chain().focus()).run(), () => is(editor)]),
    ...more,
  ].map(([words, act, is, shows], number) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words;
    button.tabIndex = number ? -1 : 0;
    button.addEventListener("click", act);
    tools.append(button);
    return { button, is, shows };
  });
  tools.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const shown = buttons.map(({ button }) => button).filter((button) => !button.hidden);
    const at = shown.indexOf(document.activeElement);
    if (!step || at < 0) return;
    event.preventDefault();
    const next = shown[(at + step + shown.length) % shown.length];
    for (const button of shown) button.tabIndex = button === next ? 0 : -1;
    next.focus();
  });

  function mark() {
    for (const { button, is, shows } of buttons ?? []) {
      if (is) button.setAttribute("aria-pressed", String(Boolean(is())));
      if (shows) button.hidden = !shows();
    }
  }
  mark();
  return {
    html: () => editor.getHTML(),
    set: (content) => editor.commands.setContent(content, { emitUpdate: false }),
    words: () => editor.getText().split(/\s+/).filter(Boolean).length,
    focus: () => editor.commands.focus(),
    find: (quote) => {
      const wanted = quote.replace(/[*_#>\[\]`-]/g, "").trim().slice(0, 30);
      const block = [...mount.querySelectorAll("p, h2, h3, h4, li, pre, figure")].find((each) => each.textContent.includes(wanted));
      block?.scrollIntoView({ block: "center" });
      editor.commands.focus();
    },
    place,
    destroy: () => editor.destroy(),
  };
}
