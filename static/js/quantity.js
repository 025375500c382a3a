// The plus and minus buttons of a quantity change the number in place where the form has its own
// button; elsewhere they stay what they are: buttons that post.
for (const box of document.querySelectorAll("[data-qty]")) {
  if (!box.closest("form")?.querySelector("[data-own-button]")) continue;
  const field = box.querySelector("input");
  for (const button of box.querySelectorAll("button")) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      const next = (parseInt(field.value, 10) || 0) + Number(button.value);
      field.value = Math.min(999, Math.max(1, next));
    });
  }
}
