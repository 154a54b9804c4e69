// While an input method composes (拼音), half-typed letters must neither filter nor submit.
const stopWhileComposing = (event) => {
  if (event.isComposing) event.stopPropagation();
};

const ignoreEnterWhileComposing = (event) => {
  const isComposing = event.isComposing || event.keyCode === 229;
  if (event.key === "Enter" && isComposing) event.preventDefault();
};

const announceComposed = (event) => {
  event.target.dispatchEvent(new Event("input", { bubbles: true }));
};

document.addEventListener("input", stopWhileComposing, { capture: true });
document.addEventListener("keydown", ignoreEnterWhileComposing, { capture: true });
document.addEventListener("compositionend", announceComposed);
