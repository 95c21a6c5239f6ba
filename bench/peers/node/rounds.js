// ONNX Runtime from JavaScript on the same file, from floats that are ready: the same lines as peers/rounds.py.
const ort = require('onnxruntime-node');
const fs = require('fs');
const readline = require('readline');

let run = null;
const answer = fields => process.stdout.write(JSON.stringify(fields) + '\n');

async function prepare(engine, file, batch, images, threads) {
  const { height, width } = JSON.parse(fs.readFileSync(file + '.json', 'utf8'));
  const session = await ort.InferenceSession.create(file + '.onnx', { intraOpNumThreads: Number(threads), logSeverityLevel: 4 });
  const pixels = new Float32Array(batch * 3 * height * width);
  for (let i = 0; i < pixels.length; i++) pixels[i] = Math.sin(i) * 2;
  const feeds = { images: new ort.Tensor('float32', pixels, [Number(batch), 3, height, width]) };
  run = async () => {
    for (let i = 0; i < Math.floor(images / batch); i++) await session.run(feeds);
  };
  return `onnxruntime-node ${ort.env.versions.node}, Node.js ${process.version}`;
}

(async () => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const words = line.split(' ').filter(word => word);
    if (words[0] === 'quit') break;
    if (words[0] === 'prepare' && words[1] === 'embed') answer({ ready: await prepare(...words.slice(2)) });
    else if (words[0] === 'go' && run) {
      const began = performance.now();
      await run();
      answer({ seconds: (performance.now() - began) / 1000, check: null });
    } else {
      answer({ error: `cannot do ${line}` });
      process.exit(2);
    }
  }
  process.exit(0);
})();
