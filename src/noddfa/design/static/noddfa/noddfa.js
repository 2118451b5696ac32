// What every page does once it is there: leaving quickly, printing, the session's end, GOV.UK's components.

// ---- leaving quickly: the button, or Shift three times, or Escape three times ----

const leave = document.querySelector("a[data-leave]");

function leaveNow() {
  // The page goes blank at once, is taken out of the history, and early.js keeps the earlier ones from showing.
  document.documentElement.classList.add("noddfa-left");
  document.title = "";
  try {
    sessionStorage.setItem("left", "1");
  } catch (refused) {
    console.info("no session storage", refused.name);
  }
  window.location.replace(leave.href);
}

if (leave) {
  const said = leave.querySelector("[data-leave-said]");
  const status = document.querySelector("[data-leave-status]");
  const keys = { Shift: 0, Escape: 0 };
  let last = 0;

  const say = (text) => {
    said.textContent = text;
    said.hidden = text === "";
    status.textContent = text;
  };

  leave.addEventListener("click", (event) => {
    event.preventDefault();
    leaveNow();
  });

  let alone = true;
  document.addEventListener("keydown", (event) => {
    // Shift held to write a capital letter is not a wish to leave.
    alone = event.key === "Shift" || event.key === "Escape";
  });
  document.addEventListener("keyup", (event) => {
    if (!(event.key in keys) || !alone) {
      keys.Shift = keys.Escape = 0;
      say("");
      return;
    }
    const now = Date.now();
    if (now - last > 5000) {
      keys.Shift = keys.Escape = 0;
    }
    last = now;
    keys[event.key] += 1;
    if (keys[event.key] >= 3) {
      leaveNow();
    } else if (event.key === "Shift") {
      say(keys.Shift === 1 ? leave.dataset.leaveTwice : leave.dataset.leaveOnce);
      window.setTimeout(() => Date.now() - last >= 5000 && say(""), 5100);
    }
  });
}

// ---- printing ----

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// ---- the session's end: said two minutes before, and put off by a press ----

const session = document.querySelector("[data-session]");

if (session) {
  const form = session.querySelector("form");
  const seconds = Number(session.dataset.session);
  const notice = Math.max(seconds - 120, seconds / 2) * 1000;
  let timer;
  let before = null;

  const wait = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      before = document.activeElement;
      session.hidden = false;
      session.querySelector("[data-session-extend]").focus();
    }, notice);
  };

  const stay = async () => {
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" });
    if (answer.ok) {
      session.hidden = true;
      before?.focus();
      wait();
    } else {
      window.location.reload();
    }
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    stay();
  });
  session.addEventListener("keydown", (event) => event.key === "Escape" && stay());
  // Anything the page saves renews the session as well.
  document.addEventListener("noddfa:saved", wait);
  wait();
}

// ---- GOV.UK's components: last, so that leaving never waits for them ----

const govuk = await import(document.querySelector('meta[name="noddfa-govuk"]').content);
govuk.initAll();
