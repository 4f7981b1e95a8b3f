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
            was: [count.textContent, rate.innerHTML]};
  });

  function showRates(s, narrowed) {
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
      // drawings are of all replies
      all(".draw svg", k.row).forEach(function (svg) {
        svg.style.visibility = narrowed ? "hidden" : "";
      });
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
  form.hidden = false;
})();
