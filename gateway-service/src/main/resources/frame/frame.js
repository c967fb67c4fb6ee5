// Follows an installation and tells the portal when it is finished.
(function () {
  "use strict";
  var body = document.body;
  var again = 500;

  function show(stage) {
    body.dataset.stage = stage;
    if (stage === "done") {
      finish();
    } else if (stage !== "refused" && stage !== "abandoned") {
      setTimeout(ask, again);
      again = Math.min(again * 1.5, 5000);
    }
  }

  function ask() {
    fetch(body.dataset.state, { cache: "no-store" })
      .then(function (answer) { return answer.json(); })
      .then(function (answer) { show(answer.state); })
      .catch(function () { show("unknown"); });
  }

  function finish() {
    if (window.BX24) {
      BX24.init(function () { BX24.installFinish(); });
    }
  }

  ask();
})();
