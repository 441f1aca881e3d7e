import "@noble/curves/ed25519.js";
