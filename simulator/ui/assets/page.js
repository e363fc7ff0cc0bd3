// What a page does by itself: it tells the server what a person did, keeps what was typed until it stands in the
// transcript, runs the timer, reads an announcement aloud, and keeps focus and scrolling where a person expects them.
(() => {
  const one = (selector, within = document) => within.querySelector(selector);
  const callId = () => one("#stage [data-call]")?.dataset.call || "";
  const inCall = () => one("#stage [data-stage=call]");
  const over = () => one("#line .over");
  const follows = () => (inCall() && !over()) || one("#stage .busy");

  // --- deeds -------------------------------------------------------------------------------------------------------
  const tell = (name, what = {}) => {
    if (!window.simulatorTell) return false;
    window.simulatorTell(name, what);
    return true;
  };
  // stopping has an event of its own, so that nothing else can keep it waiting; all other deeds go by their names
  const deed = (name, what = {}) => {
    const sent = { call: callId(), caller: asked().get("caller") || "", shift: shiftId(), ...what };
    return name === "stop" ? tell("stop", sent) : tell("apply", { deed: name, ...sent });
  };
  const STAYS = new Set(["share", "dispute", "override", "limit"]);
  const shiftId = () => one("#stage [data-shift]")?.dataset.shift || "";
  const asked = () => new URLSearchParams(location.search);

  const go = (search) => {
    // what is still being followed, a line or a scorecard, is let go of by loading the page anew
    if (follows() || !window.simulatorTell) return location.assign(location.pathname + search);
    if (search !== location.search) history.pushState(null, "", location.pathname + search);
    arriving = true;
    tell("select", { search });
  };
  let arriving = false;
  window.addEventListener("popstate", () => {
    if (inCall() || follows()) return location.reload();
    arriving = true;
    tell("select", { search: location.search });
  });

  document.addEventListener("click", (event) => {
    const target = event.target.closest?.("a[href^='?'], a[href^='#'], button[data-deed], button[data-step], .listen");
    if (!target || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const href = target.getAttribute("href") || "";
    if (href.startsWith("?")) { event.preventDefault(); go(href === "?" ? "" : href); }
    else if (href.startsWith("#")) { event.preventDefault(); pointTo(href.slice(1)); }
    else if (target.matches(".listen")) readAloud(target);
    else if (target.dataset.step) step(target);
    else if (["ring", "next_call"].includes(target.dataset.deed) && one("#agree") && !one("#agree").checked) {
      one("#agree").focus();
      one("#agree").closest("p").classList.add("pointed");
    } else {
      target.disabled = true;
      setTimeout(() => { target.disabled = false; }, 3000);
      arriving = !STAYS.has(target.dataset.deed);
      const { deed: name, ...what } = target.dataset;
      deed(name, what);
    }
  });
  // Two calls beside each other are read line by line, each at the reader's own pace.
  const step = (button) => {
    const column = button.closest(".column"), lines = [...column.querySelectorAll(".lines > li")];
    const shown = button.dataset.step === "all" ? lines.length : Number(column.dataset.shown) + 1;
    column.dataset.shown = shown;
    one(".lines", column).classList.add("stepped");
    lines.forEach((line, place) => line.classList.toggle("to-come", place >= shown));
    lines[Math.min(shown, lines.length) - 1]?.scrollIntoView({ block: "nearest" });
    if (shown >= lines.length) button.closest(".stepping").hidden = true;
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("form.reply")) { event.preventDefault(); say(); }
    else if (form.dataset.deed) {
      event.preventDefault();
      const { deed: name, ...what } = form.dataset;
      arriving = !STAYS.has(name);
      const texts = [...new FormData(form)].filter(([, value]) => typeof value === "string");
      packed(form).then((files) => deed(name, { ...what, ...Object.fromEntries(texts), ...files }));
    }
    else if (form.matches("form.filter")) {
      event.preventDefault();
      const filled = [...new FormData(form)].filter(([, value]) => value);
      go(filled.length ? "?" + new URLSearchParams(filled) : "");
    }
  });

  // files go along as they are, in base64
  const packed = async (form) => {
    const chosen = [...(one("input[type=file]", form)?.files || [])];
    if (!chosen.length) return {};
    const read = (file) => new Promise((done, failed) => {
      const reader = new FileReader();
      reader.onload = () => done({ name: file.name, data: reader.result.split(",")[1] || "" });
      reader.onerror = failed;
      reader.readAsDataURL(file);
    });
    return { files: JSON.stringify(await Promise.all(chosen.map(read))) };
  };

  // whoever has signed out elsewhere is led to the sign-in; what was typed waits in this tab
  const ask = window.fetch;
  window.fetch = async (...what) => {
    const answer = await ask(...what);
    if (answer.status === 401) location.assign(`/${window.simulatorLanguage}/signin?again`);
    return answer;
  };

  // --- replying ----------------------------------------------------------------------------------------------------
  const box = () => one("#reply");
  const kept = () => "simulator.reply." + callId();
  let sent = null;

  const say = () => {
    if (sent && sent.text === box().value && Date.now() - sent.at < 1500) return; // the same key pressed twice
    sent = { text: box().value, replies: document.querySelectorAll("#talk .agent").length, at: Date.now() };
    tell("submit", { call: callId(), text: box().value });
  };
  const clearWhenHeard = () => {
    if (!sent || document.querySelectorAll("#talk .agent").length <= sent.replies) return;
    if (box().value.startsWith(sent.text)) box().value = box().value.slice(sent.text.length).trimStart();
    sent = null;
    keep();
  };
  const keep = () => {
    grow();
    if (box().value) sessionStorage.setItem(kept(), box().value);
    else sessionStorage.removeItem(kept());
  };
  const grow = () => {
    box().style.height = "auto";
    box().style.height = Math.min(box().scrollHeight + 2, 180) + "px";
  };
  document.addEventListener("input", (event) => { if (event.target.id === "reply") keep(); });
  document.addEventListener("keydown", (event) => {
    if (event.target.id !== "reply" || event.key !== "Enter" || event.shiftKey) return;
    // while Korean letters are being put together Enter only finishes the syllable; 229 is how Safari says so
    if (event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    if (!event.repeat) say();
  });

  // --- what has changed ---------------------------------------------------------------------------------------------
  const shown = { stage: "", turns: -1, grew: false };

  const spoken = document.createElement("div");
  spoken.className = "only-read";
  spoken.setAttribute("aria-live", "polite");

  const onStage = () => {
    const stage = one("#stage");
    document.documentElement.lang = window.simulatorLanguage; // gradio puts the browser's own there
    const now = one("[data-stage]", stage)?.dataset.stage + callId() + (one("h1", stage)?.textContent || "");
    if (now === shown.stage) return;
    const first = shown.stage === "";
    shown.stage = now;
    sent = null;
    if (inCall()) {
      shown.turns = -1;
      at("?call=" + callId(), asked().get("call") === callId());
      const wide = matchMedia("(min-width: 1000px)").matches;
      if (one("#aside .at-hand")) one("#aside .at-hand").open = wide;
      box().value = sessionStorage.getItem(kept()) || "";
      grow();
      box().focus({ preventScroll: true });
      toEnd();
    } else if (!first && arriving) {
      if (shiftId()) at("?shift=" + shiftId(), asked().get("shift") === shiftId());

      one("h1", stage)?.focus({ preventScroll: true });
      scrollTo({ top: 0 });
    }
    arriving = false;
  };

  const at = (search, already) => { if (!already) history.pushState(null, "", location.pathname + search); };

  const onTalk = () => {
    clearWhenHeard();
    const talk = one("#talk .talk");
    if (!talk || !inCall()) return;
    const turns = Number(talk.dataset.turns), before = shown.turns;
    if (turns === before) return;
    shown.turns = turns;
    const last = talk.lastElementChild;
    if (last?.matches(".caller") && (before >= 0 || turns === 1)) {
      spoken.textContent = one(".who", last).textContent + ": " + one(".said", last).textContent;
      if (!shown.grew) reveal(one(".said", last));
      shown.grew = false;
    }
    toEnd();
  };
  const onLine = () => {
    if (one("#line .growing p")?.textContent) shown.grew = true;
    if (!inCall()) return;
    if (over() && document.activeElement === box()) one("#line .over a").focus({ preventScroll: true });
    toEnd();
  };
  const toEnd = () => requestAnimationFrame(() => inCall() && scrollTo({ top: document.documentElement.scrollHeight }));

  // The whole line stands at once, for readers aloud too; only its appearing follows the pace of speech.
  const reveal = (line) => {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const words = line.textContent.split(/(?<=\s)/);
    const pace = Math.min(70, 1800 / words.length);
    line.replaceChildren(...words.map((word, place) => {
      const span = document.createElement("span");
      span.textContent = word;
      span.style.animationDelay = place * pace + "ms";
      span.className = "word";
      return span;
    }));
  };

  const pointTo = (id) => {
    const there = document.getElementById(id);
    if (!there) return;
    for (const old of document.querySelectorAll(".pointed")) old.classList.remove("pointed");
    there.classList.add("pointed");
    there.tabIndex = -1;
    there.focus({ preventScroll: true });
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    there.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
  };

  // --- the announcement ---------------------------------------------------------------------------------------------
  // Only voices that live on this machine: others would send the text to a server.
  const voiceFor = (language) =>
    window.speechSynthesis?.getVoices().find((voice) => voice.localService && voice.lang.startsWith(language));
  const readAloud = (button) => {
    const voice = voiceFor(button.dataset.lang);
    if (!voice) {
      const sorry = document.createElement("p");
      sorry.className = "muted";
      sorry.setAttribute("role", "status");
      sorry.textContent = button.dataset.none;
      button.replaceWith(sorry);
      return;
    }
    const speech = new SpeechSynthesisUtterance(button.dataset.speak);
    speech.voice = voice;
    speech.lang = voice.lang;
    speechSynthesis.cancel();
    speechSynthesis.speak(speech);
  };

  // --- from the start -----------------------------------------------------------------------------------------------
  const twice = (number) => String(number).padStart(2, "0");
  setInterval(() => {
    const timer = one(".timer[data-started]");
    if (!timer || over()) return;
    const gone = Math.max(0, Math.floor((Date.now() - Date.parse(timer.dataset.started)) / 1000));
    timer.textContent = twice(Math.floor(gone / 60)) + ":" + twice(gone % 60);
  }, 500);
  new MutationObserver((changes) => {
    const touched = (id) => changes.some(({ target }) => (target.closest || target.parentElement?.closest) && (target.closest ? target : target.parentElement).closest(id));
    if (touched("#stage")) onStage();
    if (touched("#talk")) onTalk();
    if (touched("#line")) onLine();
    if (touched("#notice") && inCall()) toEnd();
    if (!spoken.isConnected && document.body) document.body.append(spoken);
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
