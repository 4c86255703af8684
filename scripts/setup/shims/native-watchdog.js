'use strict';
// Stands in for @vscode/native-watchdog, which is native: an extension host ends soon after the server that started it.
exports.start = (parent) => {
  const look = () => {
    try {
      process.kill(parent, 0);
    } catch {
      process.exit(87);
    }
  };
  setInterval(look, 3000).unref();
};
