// The needs form as it is filled in: each heading says how it stands, and the page how many are talked about.
// A link to something within a heading that is folded away opens it. Without this script the page says it when sent.

const form = document.querySelector("[data-needs]");
const NOT_YET = "not_yet";

function answer(heading) {
  return heading.querySelector('input[name$="-urgency"]:checked');
}

function count() {
  const headings = [...form.querySelectorAll("[data-needs-heading]")];
  const said = headings.filter((heading) => (answer(heading)?.value ?? NOT_YET) !== NOT_YET).length;
  const place = form.querySelector("[data-needs-count]");
  const text = place.dataset.needsCount.replace("%{count}", said).replace("%{total}", place.dataset.needsTotal);
  if (place.textContent !== text) {
    place.textContent = text;
  }
  form.querySelector("[data-needs-bar]").value = said;
}

function openTarget() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let fold = target && target.closest("details"); fold; fold = fold.parentElement.closest("details")) {
    fold.open = true;
  }
}

if (form) {
  form.addEventListener("change", ({ target }) => {
    const heading = target.closest("[data-needs-heading]");
    if (heading && target.name.endsWith("-urgency")) {
      const mark = heading.querySelector("[data-needs-mark] .noddfa-status");
      mark.className = "noddfa-status noddfa-status--note";
      mark.replaceChildren(heading.querySelector(`label[for="${CSS.escape(target.id)}"]`).textContent);
      count();
    }
  });
  count();
}
window.addEventListener("hashchange", openTarget);
openTarget();
