// The summary of what needs correcting takes the focus.
document.querySelector("[data-focus]")?.focus();
