// The few things a page does by itself: the call timer, the announcement read aloud, the talk kept in view.
(() => {
  const twice = (n) => String(n).padStart(2, "0");
  setInterval(() => {
    for (const timer of document.querySelectorAll(".timer[data-started]")) {
      const gone = Math.max(0, Math.floor((Date.now() - Date.parse(timer.dataset.started)) / 1000));
      timer.textContent = twice(Math.floor(gone / 60)) + ":" + twice(gone % 60);
    }
  }, 500);

  // Only voices that live on this machine: others would send the text to a server.
  const voiceFor = (language) =>
    window.speechSynthesis && speechSynthesis.getVoices().find((v) => v.localService && v.lang.startsWith(language));
  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest(".listen");
    if (!button) return;
    const voice = voiceFor(button.dataset.lang);
    if (!voice) { button.disabled = true; button.textContent = button.dataset.none; return; }
    const speech = new SpeechSynthesisUtterance(button.dataset.speak);
    speech.voice = voice; speech.lang = voice.lang;
    speechSynthesis.cancel(); speechSynthesis.speak(speech);
  });

  const keepInView = () => {
    const talk = document.querySelector("#talk .talk");
    if (talk) talk.scrollTop = talk.scrollHeight;
  };
  new MutationObserver((changes) => {
    if (changes.some((change) => change.target.closest && change.target.closest("#talk, #growing"))) keepInView();
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
