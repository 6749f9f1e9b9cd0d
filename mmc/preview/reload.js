// Shows a page anew after every build, and the problems of a build that failed. Only the preview serves this file.

const seen = __NUMBER__; // the build that this page belongs to
const panel = document.createElement("pre");
let source;

function show(problems) {
  panel.textContent = `Perbaiki dahulu:\n\n${problems}`;
  panel.setAttribute("role", "alert");
  panel.style.cssText =
    "position:fixed;inset:auto 0 0;z-index:9999;max-block-size:60vh;overflow:auto;margin:0;padding:1rem;" +
    "white-space:pre-wrap;font:1rem/1.5 monospace;color:#fff;background:#7a1a14;border-block-start:4px solid #1b1f1d";
  document.body.append(panel);
}

// What a release would not take yet, folded up: nobody has to read it to go on.
function remark(notes) {
  const list = document.createElement("details");
  const summary = document.createElement("summary");
  const text = document.createElement("pre");
  summary.textContent = `${notes.split("\n").length} berkas belum siap terbit`;
  text.textContent = notes;
  text.style.cssText = "white-space:pre-wrap;margin-block:.5rem 0";
  list.style.cssText =
    "position:fixed;inset:auto 0 0;z-index:9998;max-block-size:60vh;overflow:auto;padding:.25rem 1rem;" +
    "font:.9rem/1.5 monospace;color:#1b1f1d;background:#f4e3c1;border-block-start:1px solid #8a5a00";
  list.dataset.pratinjau = "";
  list.append(summary, text);
  document.body.append(list);
}

function listen() {
  source = new EventSource("/__pratinjau/events");
  source.addEventListener("message", (event) => {
    const news = JSON.parse(event.data);
    if (news.number !== seen) {
      location.reload();
    } else if (news.problems) {
      show(news.problems);
    } else if (news.notes && !document.querySelector("[data-pratinjau]")) {
      remark(news.notes);
    }
  });
}

// A hidden tab lets go of its connection: browsers allow only six to one server.
document.addEventListener("visibilitychange", () => {
  source?.close();
  if (document.visibilityState === "visible") {
    listen();
  }
});

listen();
