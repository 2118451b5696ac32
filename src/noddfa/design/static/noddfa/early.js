// Runs before anything is drawn: marks that scripts work, and keeps what was left from coming back.
// Whoever leaves by 'Exit this page' and then presses Back must not see the pages left behind.
(function () {
  "use strict";
  var left = "left";
  var leaveUrl = document.currentScript.dataset.leave;

  function cameBack() {
    var entries = performance.getEntriesByType("navigation");
    return entries.length > 0 && entries[0].type === "back_forward";
  }

  function hide() {
    document.documentElement.classList.add("noddfa-left");
    if (leaveUrl) {
      window.location.replace(leaveUrl);
    }
  }

  try {
    if (sessionStorage.getItem(left)) {
      if (cameBack()) {
        hide();
      } else {
        sessionStorage.removeItem(left);
      }
    }
    window.addEventListener("pageshow", function (event) {
      if (event.persisted && sessionStorage.getItem(left)) {
        hide();
      }
    });
  } catch (refused) {
    // A browser that keeps no session storage: leaving still replaces this page.
    console.info("no session storage", refused.name);
  }
  document.body.className += " js-enabled" + ("noModule" in HTMLScriptElement.prototype ? " govuk-frontend-supported" : "");
})();
