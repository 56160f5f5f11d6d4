// Two short tones when somebody calls the user who looks elsewhere. It can be switched off, and stays so.

import { $ } from "./element.js";
import { browser } from "./storage.js";

const TONES = [[660, 0], [880, 0.12]];
const LENGTH = 0.1;
const VOLUME = 0.08;

export function setUpSound(chat) {
  let on = browser.read("sound", true);
  let audio = null;
  const show = () => {
    $("sound").textContent = on ? "Sound on" : "Sound off";
    $("sound").setAttribute("aria-pressed", String(on));
  };
  show();
  $("sound").addEventListener("click", () => {
    on = !on;
    browser.write("sound", on);
    show();
    if (on) {
      play(audio ??= new AudioContext());
    }
  });
  chat.on("called", () => {
    if (on && document.hidden) {
      play(audio ??= new AudioContext());
    }
  });
}

function play(audio) {
  for (const [pitch, after] of TONES) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    const from = audio.currentTime + after;
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(VOLUME, from);
    volume.gain.linearRampToValueAtTime(0, from + LENGTH);
    tone.connect(volume).connect(audio.destination);
    tone.start(from);
    tone.stop(from + LENGTH);
  }
}
