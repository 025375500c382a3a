// Adding from a list says so in place and keeps the page; without this the form simply posts.
const form = document.getElementById("add-to-cart");
if (form) {
  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (!button?.name) return;
    event.preventDefault();
    const body = new URLSearchParams({ [button.name]: button.value, quantity: "1" });
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.status);
      const said = await answer.json();
      const status = document.getElementById("added");
      status.textContent = said.message;
      status.hidden = false;
      const cart = document.querySelector(".tools a[href$='/cart']");
      let count = cart.querySelector("b");
      if (!count) { count = document.createElement("b"); cart.append(count); }
      count.textContent = said.count;
    } catch {
      const field = Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value });
      form.append(field);
      form.submit();
    }
  });
}
