"use strict";
(function () {
  var all = function (css, root) { return Array.prototype.slice.call((root || document).querySelectorAll(css)); };
  all(".tools").forEach(function (tools) { tools.hidden = false; });

  var list = document.getElementById("indicators"), chooser = list && list.querySelector("[data-do=open-unsettled]");
  function choose(only) {
    list.classList.toggle("only-open", only);
    chooser.setAttribute("aria-pressed", only);
  }

  // What a link leads to is opened, seen and read out, also where it was filtered away.
  function go() {
    // Every id of the page is plain ASCII; what else somebody adds to its address leads nowhere.
    var target = document.getElementById(location.hash.slice(1));
    if (!target) return;
    if (list && list.contains(target)) choose(false);
    for (var at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    (target.closest("details") || target).scrollIntoView();
    if (target.hasAttribute("tabindex")) target.focus({ preventScroll: true });
  }
  addEventListener("hashchange", go);
  go();

  // Indicators.
  if (list) list.addEventListener("click", function (event) {
    var what = event.target.getAttribute("data-do");
    if (what === "open-unsettled") {
      choose(!list.classList.contains("only-open"));
    }
    if (what === "expand" || what === "collapse") {
      all("details.indicator", list).forEach(function (one) { one.open = what === "expand"; });
    }
  });

  // Studios and indicators.
  var table = document.getElementById("schools");
  if (!table) return;
  var body = table.tBodies[0], rows = Array.prototype.slice.call(body.rows);
  var heads = all("thead tr:last-child th", table);
  var worst = ["unmet", "unevidenced", "not-due", "unjudged", "met", "not-applicable", "excepted"];
  var facts = rows.map(function (row, index) {
    var cells = Array.prototype.slice.call(row.cells, 3);
    return {
      row: row, index: index, text: row.cells[0].textContent.toLowerCase(),
      numbers: [0, +row.cells[1].textContent, +row.cells[2].textContent],
      verdicts: cells.length > 1 ? cells.map(function (cell) { return cell.className; }) : []
    };
  });
  var search = document.getElementById("search"), indicator = document.getElementById("indicator");
  var verdict = document.getElementById("verdict"), shown = document.getElementById("shown");
  var names = heads.slice(3).map(function (head) { return head.textContent; });

  function filter() {
    var words = search.value.toLowerCase().split(/\s+/).filter(Boolean), n = 0;
    var column = names.indexOf(indicator.value);
    facts.forEach(function (fact) {
      var here = words.every(function (word) { return fact.text.indexOf(word) >= 0; });
      if (here && verdict.value) {
        here = column < 0 ? fact.verdicts.indexOf(verdict.value) >= 0 : fact.verdicts[column] === verdict.value;
      } else if (here && column >= 0) {
        here = fact.verdicts.length > 0;
      }
      fact.row.hidden = !here;
      n += here;
    });
    shown.textContent = shown.getAttribute("data-say").replace("#", n);
  }
  search.form.addEventListener("input", filter);
  search.form.addEventListener("submit", function (event) { event.preventDefault(); });
  search.form.addEventListener("reset", function () { setTimeout(filter); });
  filter();

  // The first click brings what most needs help to the top.
  heads.forEach(function (head, column) {
    var span = head.querySelector(".sort"), button = document.createElement("button");
    button.type = "button";
    button.textContent = span.textContent;
    span.replaceWith(button);
    button.addEventListener("click", function () {
      var first = column === 0 ? "ascending" : "descending", other = column === 0 ? "descending" : "ascending";
      var order = head.getAttribute("aria-sort") === first ? other : first;
      heads.forEach(function (one) { one.removeAttribute("aria-sort"); });
      head.setAttribute("aria-sort", order);
      var weigh = function (fact) {
        if (column === 0) return fact.index;
        if (column < 3) return -fact.numbers[column];
        var at = worst.indexOf(fact.verdicts[column - 3]);
        return at < 0 ? worst.length : at;
      };
      var sign = order === first ? 1 : -1;
      facts.slice().sort(function (a, b) { return sign * (weigh(a) - weigh(b)) || a.index - b.index; })
        .forEach(function (fact) { body.appendChild(fact.row); });
    });
  });
})();
