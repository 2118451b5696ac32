// What forms do beyond HTML: save as you type, add and remove rows on the page, search a long list.
// Without this script everything still works, by pressing buttons. Nothing is kept in the browser.

// ---- drafts ----

class Draft {
  constructor(form) {
    this.form = form;
    this.place = form.querySelector("[data-saved]");
    this.timer = null;
    this.busy = false;
    this.again = false;
    this.sending = false;
    form.addEventListener("input", () => this.soon(800));
    form.addEventListener("change", () => this.soon(800));
    form.addEventListener("submit", () => {
      this.sending = true;
      window.clearTimeout(this.timer);
    });
    window.addEventListener("pagehide", () => this.last());
  }

  soon(milliseconds) {
    this.unsaved = true;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.save(), milliseconds);
  }

  body() {
    const data = new FormData(this.form);
    for (const [name, value] of [...data]) {
      if (value instanceof File) {
        data.delete(name);
      }
    }
    return new URLSearchParams(data);
  }

  async save() {
    if (this.sending) {
      return;
    }
    if (this.busy) {
      this.again = true;
      return;
    }
    this.busy = true;
    this.unsaved = false;
    try {
      const answer = await fetch(this.form.dataset.draftUrl, {
        method: "POST",
        body: this.body(),
        redirect: "manual",
        headers: { "X-Requested-With": "XMLHttpRequest" },
      });
      if (answer.ok) {
        const { saved, message } = await answer.json();
        this.say(saved ? message || this.place?.dataset.savedText.replace("%{time}", Draft.clock()) : "", false);
        document.dispatchEvent(new CustomEvent("noddfa:saved"));
      } else if (answer.type === "opaqueredirect" || answer.status === 403) {
        this.say(this.place?.dataset.endedText, true);
        this.soon(15000);
      } else {
        this.failed();
      }
    } catch (unreachable) {
      console.info("draft not saved:", unreachable.message);
      this.failed();
    } finally {
      this.busy = false;
      if (this.again) {
        this.again = false;
        this.soon(0);
      }
    }
  }

  failed() {
    this.say(this.place?.dataset.failedText, true);
    this.soon(5000);
  }

  // The page is going: a last word that need not be waited for.
  last() {
    if (this.unsaved && !this.sending) {
      navigator.sendBeacon(this.form.dataset.draftUrl, this.body());
    }
  }

  say(text, failed) {
    if (this.place && text !== undefined) {
      this.place.textContent = text;
      this.place.classList.toggle("noddfa-saved--failed", failed);
    }
  }

  static clock() {
    return new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/London" }).format();
  }
}

for (const form of document.querySelectorAll("form[data-draft-url]")) {
  new Draft(form);
}

// ---- choices that reveal more ----
// GOV.UK's own script marks radios with aria-expanded, which radios may not have.

function reveal(input) {
  const more = document.getElementById(input.dataset.reveals);
  if (more) {
    const kind = input.type === "radio" ? "radios" : "checkboxes";
    more.classList.toggle(`govuk-${kind}__conditional--hidden`, !input.checked);
  }
}

document.addEventListener("change", ({ target }) => {
  if (target.matches("input[type=radio], input[type=checkbox]") && target.form) {
    for (const input of target.form.querySelectorAll(`[data-reveals][name="${CSS.escape(target.name)}"]`)) {
      reveal(input);
    }
  }
});
for (const input of document.querySelectorAll("[data-reveals]")) {
  reveal(input);
}

// ---- rows ----

class Rows {
  constructor(root) {
    this.root = root;
    this.name = root.dataset.rows;
    this.count = root.querySelector("[data-rows-count]");
    this.button = root.querySelector("[data-rows-add]");
    this.button?.addEventListener("click", (event) => {
      event.preventDefault();
      this.add();
    });
    root.addEventListener("click", (event) => {
      const remove = event.target.closest("[data-row-remove]");
      if (remove) {
        event.preventDefault();
        this.remove(remove.closest("[data-row]"));
      }
    });
  }

  rows() {
    return [...this.root.querySelectorAll(":scope > [data-row]")];
  }

  async add() {
    const piece = this.root.querySelector(":scope > [data-rows-template]").content.cloneNode(true);
    const row = piece.querySelector("[data-row]");
    this.root.insertBefore(piece, this.button);
    this.number();
    row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
    const govuk = await import(document.querySelector('meta[name="noddfa-govuk"]').content);
    govuk.initAll({ scope: row });
  }

  remove(row) {
    const rows = this.rows();
    const at = rows.indexOf(row);
    row.remove();
    this.number();
    (this.rows()[Math.min(at, rows.length - 2)]?.querySelector("[data-row-remove]") ?? this.button)?.focus();
    this.root.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // Names, ids and headings follow the order on the page, as the server will count them.
  number() {
    const rows = this.rows();
    rows.forEach((row, number) => {
      const old = new RegExp(`(^|[ #]|id_)${this.name}-(?:\\d+|__row__)(?=-|$| )`, "g");
      const fresh = `$1${this.name}-${number}`;
      for (const element of row.querySelectorAll("[name], [id], [for], [aria-describedby], [aria-controls], [data-reveals]")) {
        for (const attribute of ["name", "id", "for", "aria-describedby", "aria-controls", "data-reveals"]) {
          if (element.hasAttribute(attribute)) {
            element.setAttribute(attribute, element.getAttribute(attribute).replace(old, fresh));
          }
        }
      }
      row.querySelector("[data-row-remove]").value = `${this.name}-${number}`;
      const title = row.dataset.rowLabel.replace("%(number)d", String(number + 1));
      row.querySelector("[data-row-title]").textContent = title;
      row.querySelector("[data-row-name]").textContent = title;
    });
    this.count.value = String(rows.length);
    if (this.button) {
      this.button.hidden = rows.length >= Number(this.root.dataset.rowsMost);
    }
  }
}

for (const root of document.querySelectorAll("[data-rows]")) {
  new Rows(root);
}

// ---- long lists ----

// Small letters without accents, so that 'ty' finds 'tŷ'.
function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

class PickList {
  constructor(root) {
    this.root = root;
    this.groups = [...root.querySelectorAll("[data-pick-group]")];
    this.opened = new Map(this.groups.map((group) => [group, group.open]));
    this.items = [...root.querySelectorAll("[data-pick-item]")].map((element) => ({
      element,
      words: plain(element.querySelector("legend").textContent),
    }));
    const search = root.querySelector("[data-pick-search]");
    this.box = root.querySelector("[data-pick-box]");
    this.found = root.querySelector("[data-pick-found]");
    search.hidden = false;
    this.box.addEventListener("input", () => this.filter());
    this.box.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
    root.addEventListener("change", (event) => {
      event.stopPropagation();
      this.tally(event.target.closest("[data-pick-group]"));
      root.closest("form")?.dispatchEvent(new Event("change"));
    });
  }

  filter() {
    const wanted = plain(this.box.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { element, words } of this.items) {
      element.hidden = !wanted.every((word) => words.includes(word));
      shown += element.hidden ? 0 : 1;
    }
    for (const group of this.groups) {
      const any = [...group.querySelectorAll("[data-pick-item]")].some((item) => !item.hidden);
      group.hidden = !any;
      group.open = wanted.length > 0 ? any : this.opened.get(group) || this.answered(group) > 0;
    }
    const say = shown === 0 ? this.found.dataset.pickNone : this.found.dataset.pickOne.replace("%{count}", String(shown));
    this.found.textContent = wanted.length > 0 ? say : "";
  }

  answered(group) {
    return [...group.querySelectorAll("[data-pick-item]")].filter(
      (item) => !item.querySelector("input").checked && item.querySelector("input:checked"),
    ).length;
  }

  tally(group) {
    if (group) {
      const count = this.answered(group);
      const place = group.querySelector("[data-pick-count]");
      place.textContent = count > 0 ? place.dataset.pickCountText.replace("%{count}", String(count)) : "";
    }
  }
}

for (const root of document.querySelectorAll("[data-pick]")) {
  new PickList(root);
}
