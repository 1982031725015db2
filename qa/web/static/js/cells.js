// Hands what fills the table of a comparison on to its view. Run once by what is sent it.

whenNewer = () => say("compared", { html: props.value });
