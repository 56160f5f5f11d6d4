// Elements of the page.

export const $ = id => document.getElementById(id);

export function element(tag, className, ...content) {
  const made = document.createElement(tag);
  if (className) {
    made.className = className;
  }
  made.append(...content);
  return made;
}

export function button(className, text, action) {
  const made = element("button", className, text);
  made.type = "button";
  made.addEventListener("click", action);
  return made;
}

// Shows something once for all that happens in a moment.
export function soon(shows) {
  let waits = false;
  return () => {
    if (!waits) {
      waits = true;
      setTimeout(() => {
        waits = false;
        shows();
      }, 50);
    }
  };
}
