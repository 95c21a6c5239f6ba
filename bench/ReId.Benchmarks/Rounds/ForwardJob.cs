#if REID_ONNXRUNTIME
using ReId.Model.Embedding;
using ReId.Model.Inference.Onnx;

namespace ReId.Benchmarks.Rounds;

/// <summary>
/// What <c>onnxruntime-node</c> does, call by call: the exported file, floats that are ready, features out. The
/// difference to <see cref="EmbedJob"/> is normalising bytes.
/// </summary>
internal sealed class ForwardJob : IRoundJob
{
    private readonly OnnxFeatureExtractor _extractor;
    private readonly OnnxBuffers _buffers;
    private readonly int _batch;
    private readonly int _batches;

    /// <inheritdoc cref="EmbedJob(string, string, int, int, int)"/>
    public ForwardJob(string file, int batch, int images, int threads)
    {
        _extractor = (OnnxFeatureExtractor)FeatureExtractorRegistry.Default.Open(ExportedModel.Options("onnx", file, threads));
        var model = _extractor.Model;
        _buffers = new OnnxBuffers(PixelBatch.Channels * model.InputHeight * model.InputWidth, model.Dimension);
        _buffers.Reserve(batch);
        for (var i = 0; i < batch; i++)
        {
            // As the peer fills its own.
            var input = _buffers.Input(i);
            for (var k = 0; k < input.Length; k++)
            {
                input[k] = (float)Math.Sin((i * input.Length) + k) * 2;
            }
        }

        (_batch, _batches) = (batch, images / batch);
    }

    public long? Run()
    {
        for (var i = 0; i < _batches; i++)
        {
            _extractor.Forward(_buffers, _batch);
        }

        return null;
    }

    public void Dispose()
    {
        _buffers.Dispose();
        _extractor.Dispose();
    }
}
#endif
