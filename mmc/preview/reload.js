// Shows a page anew after every build, and the problems of a build that failed. Only the preview serves this file.

const seen = __NUMBER__; // the build that this page belongs to
const panel = document.createElement("pre");
let source;

function show(problems) {
  panel.textContent = `Perubahan terakhir belum dapat ditampilkan:\n\n${problems}`;
  panel.setAttribute("role", "alert");
  panel.style.cssText =
    "position:fixed;inset:auto 0 0;z-index:9999;max-block-size:60vh;overflow:auto;margin:0;padding:1rem;" +
    "white-space:pre-wrap;font:1rem/1.5 monospace;color:#fff;background:#7a1a14;border-block-start:4px solid #1b1f1d";
  document.body.append(panel);
}

function listen() {
  source = new EventSource("/__pratinjau/events");
  source.addEventListener("message", (event) => {
    const news = JSON.parse(event.data);
    if (news.problems) {
      show(news.problems);
    } else if (news.number !== seen) {
      location.reload();
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
