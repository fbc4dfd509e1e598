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

// What is written is kept a moment after the last key, and said so. Only the newest counts, so one goes at a time.
const REST = 1500; // milliseconds

for (const form of document.querySelectorAll("form[data-save]")) {
  const told = form.querySelector("[data-saved]");
  let waiting = 0;
  let gone = false;
  const save = async () => {
    try {
      const written = new URLSearchParams(new FormData(form));
      const answer = await fetch(form.dataset.save, { method: "POST", body: written, redirect: "error" });
      if (answer.status === 200) history.replaceState(null, "", form.dataset.save);
      if (!gone) told.textContent = answer.status === 409 ? form.dataset.unsaved : (await answer.text()).trim();
    } catch {
      told.textContent = form.dataset.unsaved;
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(save, REST);
  });
  form.addEventListener("submit", () => {
    gone = true;
    clearTimeout(waiting);
  });
}
