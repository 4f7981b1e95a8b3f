// page.js - narrows the page to a rule, an agent, a week; all is there without.
(function () {
  "use strict";
  var data = JSON.parse(document.getElementById("data").textContent);
  var LEAST = 30, Z = 1.959963984540054;
  var get = function (id) { return document.getElementById(id); };
  var all = function (what, where) {
    return Array.prototype.slice.call((where || document).querySelectorAll(what));
  };
  var form = get("filters"), says = get("f-says"), picked = get("picked");
  var pick = {rule: get("f-rule"), agent: get("f-agent"), week: get("f-week")};

  function offer(select, value, words) {
    var o = document.createElement("option");
    o.value = value;
    o.textContent = words;
    select.appendChild(o);
  }

  // The same formula as the program's.
  function wilson(k, n) {
    var p = k / n, base = 1 + Z * Z / n, mid = p + Z * Z / (2 * n);
    var half = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
    return [k === 0 ? 0 : Math.max(0, (mid - half) / base),
            k === n ? 1 : Math.min(1, (mid + half) / base)];
  }

  function show(cell, k, n) {
    var b, ci, i;
    cell.textContent = "";
    if (n < LEAST) {
      ci = document.createElement("span");
      ci.className = "few";
      ci.textContent = "too few to say";
      cell.appendChild(ci);
      return;
    }
    i = wilson(k, n);
    b = document.createElement("b");
    b.textContent = (100 * k / n).toFixed(1);
    ci = document.createElement("span");
    ci.className = "ci";
    ci.textContent = (100 * i[0]).toFixed(1) + "\u2013" + (100 * i[1]).toFixed(1);
    cell.appendChild(b);
    cell.appendChild(document.createTextNode(" "));
    cell.appendChild(ci);
  }

  // Adds up the cells of the agent and week chosen.
  function sum(agent, week) {
    var s = {replies: 0, flagged: 0, score: 0, rules: [], groups: []};
    data.cells.forEach(function (c) {
      if ((agent !== "" && c[0] !== +agent) || (week !== "" && c[1] !== +week))
        return;
      s.replies += c[2];
      s.flagged += c[3];
      s.score += c[4];
      [["rules", 5], ["groups", 6]].forEach(function (part) {
        var list = c[part[1]], to = s[part[0]];
        for (var i = 0; i < list.length; i += 2)
          to[list[i]] = (to[list[i]] || 0) + list[i + 1];
      });
    });
    return s;
  }

  // Cells as the program made them come back when nothing is chosen.
  var kept = all("#rules tbody tr, #groups tbody tr").map(function (row) {
    var count = row.querySelector(".count"), rate = row.querySelector(".rate");
    return {row: row, count: count, rate: rate,
            drawn: row.querySelector(".whisker"), line: row.querySelector(".spark"),
            was: [count.textContent, rate.innerHTML]};
  });
  kept.forEach(function (k) { k.drawing = k.drawn && k.drawn.innerHTML; });

  // A dot on its interval, all on one scale, as the program draws them.
  function draw(k, n, of, most) {
    var i = wilson(n, of), x = function (share) { return 2 + share / most * 116; };
    k.drawn.querySelector("path:not(.axis)").setAttribute("d",
      "M" + x(i[0]).toFixed(1) + " 7H" + x(i[1]).toFixed(1));
    k.drawn.querySelector("circle").setAttribute("cx", x(n / of).toFixed(1));
  }

  function showRates(s, narrowed) {
    var most = 0;
    s.rules.forEach(function (n) {
      if (s.replies >= LEAST) most = Math.max(most, wilson(n, s.replies)[1]);
    });
    kept.forEach(function (k) {
      var rule = k.row.getAttribute("data-rule");
      var place = rule !== null ? data.rules.indexOf(rule)
        : data.groups.indexOf(k.row.getAttribute("data-group"));
      var n = (rule !== null ? s.rules : s.groups)[place] || 0;
      if (narrowed) {
        k.count.textContent = n;
        show(k.rate, n, s.replies);
      } else {
        k.count.textContent = k.was[0];
        k.rate.innerHTML = k.was[1];
      }
      k.row.hidden = rule !== null &&
        (pick.rule.value !== "" ? rule !== pick.rule.value : narrowed && n === 0);
      if (k.line) k.line.style.visibility = narrowed ? "hidden" : "";
      if (!k.drawn) return;
      k.drawn.style.visibility = narrowed && s.replies < LEAST ? "hidden" : "";
      if (!narrowed) k.drawn.innerHTML = k.drawing;
      else if (s.replies >= LEAST) draw(k, n, s.replies, most);
    });
  }

  function showReplies(agent, weekName, rule) {
    var shown = 0;
    all(".replies").forEach(function (section) {
      var here = 0;
      all(".reply", section).forEach(function (r) {
        var fits =
          (agent === "" || r.getAttribute("data-agent") === agent) &&
          (weekName === "" || r.getAttribute("data-week") === weekName) &&
          (rule === "" ||
           r.getAttribute("data-rules").split(" ").indexOf(rule) >= 0);
        r.hidden = !fits;
        here += fits;
      });
      section.querySelector(".none").hidden = here > 0;
      shown += here;
    });
    return shown;
  }

  function words(select) {
    return select.value === "" ? "" : select.options[select.selectedIndex].text;
  }

  function narrow() {
    var agent = pick.agent.value, week = pick.week.value;
    var narrowed = agent !== "" || week !== "";
    var s = sum(agent, week), i, shown;
    showRates(s, narrowed);
    all("#agents tbody tr").forEach(function (row) {
      row.className =
        agent !== "" && row.getAttribute("data-agent") === words(pick.agent)
        ? "chosen" : "";
    });
    shown = showReplies(agent, words(pick.week), pick.rule.value);
    picked.hidden = !narrowed;
    if (narrowed) {
      picked.textContent = [words(pick.agent), words(pick.week)]
        .filter(function (w) { return w !== ""; }).join(", ") + ": " +
        s.replies + " replies, " + s.flagged + " with a finding" +
        (s.replies < LEAST ? "; too few for rates."
         : ", mean score " + (s.score / s.replies).toFixed(1) + ".");
    }
    says.textContent = narrowed || pick.rule.value !== ""
      ? s.replies + " replies counted, " + shown + " shown below" : "";
  }

  data.agents.forEach(function (a) { offer(pick.agent, a[0], a[1]); });
  data.weeks.forEach(function (w) { offer(pick.week, w[0], w[1]); });
  all("#rules tbody tr").forEach(function (row) {
    offer(pick.rule, row.getAttribute("data-rule"), row.getAttribute("data-rule"));
  });
  form.addEventListener("change", narrow);
  form.addEventListener("reset", function () { setTimeout(narrow, 0); });
  form.addEventListener("submit", function (e) { e.preventDefault(); });
  // On paper what is folded would be lost; the sample's findings stay folded.
  window.addEventListener("beforeprint", function () {
    all("details").forEach(function (d) {
      if (!d.closest(".reply")) d.open = true;
    });
  });
  // A table is a stop of the tab key only where it has to be scrolled.
  function stops() {
    all(".wide").forEach(function (w) {
      if (w.scrollWidth > w.clientWidth) w.setAttribute("tabindex", "0");
      else w.removeAttribute("tabindex");
    });
  }
  window.addEventListener("resize", stops);
  stops();
  form.hidden = false;
})();
