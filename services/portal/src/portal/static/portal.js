// Every page works without this file. It keeps a case fresh while nobody is typing, takes away what has passed, and stops
// a double click.
"use strict";

const EVERY = 5000; // milliseconds

const busy = (now) => document.hidden || now.contains(document.activeElement) || now.querySelector("details[open]");

async function refresh(now) {
  if (busy(now)) return;
  const answer = await fetch(`${now.dataset.refresh}?seen=${now.dataset.sequence}`, { redirect: "error" });
  if (answer.status !== 200 || busy(now)) return;
  now.innerHTML = await answer.text();
  now.dataset.sequence = answer.headers.get("X-Sequence");
  document.getElementById("told").textContent = now.querySelector("[data-next]").textContent;
}

const now = document.querySelector("[data-refresh]");
if (now) {
  // Away for a while, or signed out: try again at the next turn, and leave what is shown.
  setInterval(() => refresh(now).catch(() => {}), EVERY);
}

// What may be taken back only for a while goes by itself when the while is over.
for (const passing of document.querySelectorAll("[data-goes]")) {
  setTimeout(() => {
    const focused = passing.contains(document.activeElement);
    passing.remove();
    if (focused) document.getElementById("main").focus();
  }, passing.dataset.goes * 1000);
}

for (const form of document.querySelectorAll("form[data-once]")) {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
  });
  // Back from another page, with the text still there: it may be sent again.
  window.addEventListener("pageshow", () => {
    sent = false;
  });
}
