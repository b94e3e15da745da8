// Preloaded into a process that must not outlive the one that started it: when that is gone, the channel between them closes.
// A process hands its preloads on to its own workers; those have channels of their own, which are left alone.

const parent = process.env.AFTERWORD_FOLLOWS

if (process.channel && parent === String(process.ppid)) {
  process.channel.unref()
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
}
