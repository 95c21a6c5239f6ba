using ReId.Model.Embedding;

namespace ReId.Search.Tests.Models;

/// <summary>A model that counts the pictures it is given, and waits with the first of them in hand.</summary>
internal sealed class CountedExtractor : IFeatureExtractor, IFeatureExtractorProvider
{
    public const string Id = "counted-1";
    public const string Weights = "counted";

    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _goOn = new();
    private int _pictures;

    public ModelInfo Model { get; } = new() { Id = Id, Architecture = "counted", Dimension = 2, InputHeight = 16, InputWidth = 16 };

    public string Accepts => $"'{Weights}'";

    /// <summary>Done when the first pictures are in hand.</summary>
    public Task Begun => _begun.Task;

    public int Pictures => Volatile.Read(ref _pictures);

    public bool CanOpen(string weights) => weights == Weights;

    public IFeatureExtractor Open(EmbedderOptions options) => this;

    public void GoOn() => _goOn.Set();

    public void Extract(PixelBatch batch, Span<float> features)
    {
        Interlocked.Add(ref _pictures, batch.Count);
        _begun.TrySetResult();
        _goOn.Wait();
        features.Fill(1);
    }

    public void Dispose() => _goOn.Dispose();
}
