// A slider moves the number beside it, and the number the slider; without this there are numbers only.
document.documentElement.classList.add("with-sliders");

const sliderOf = (number) =>
  document.querySelector(`[data-moves="${CSS.escape(number.id)}"]`);

document.addEventListener("input", ({ target }) => {
  const number = target.dataset.moves && document.getElementById(target.dataset.moves);
  if (number) number.value = target.value;
  else if (target.type === "number" && sliderOf(target)) sliderOf(target).value = target.value;
});
