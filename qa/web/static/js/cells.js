// Hands what fills the table of a comparison on to its view. Run once by what is sent it.

whenNewer = () => {
  const detail = { does: "compared", html: props.value };
  document.dispatchEvent(new CustomEvent("pincite", { detail }));
};
