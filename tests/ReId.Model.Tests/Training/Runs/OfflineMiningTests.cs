using System.Runtime.InteropServices;
using ReId.Model.Weights;

namespace ReId.Model.Tests.Training.Runs;

public sealed class OfflineMiningTests : IDisposable
{
    private const string Bags =
        "stages=[{epochs: 2, losses: [{name: triplet}], mining: {identities: 6, images: 4, miner: all, triplets: 5, batches: 2}}]";

    private readonly SmallRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public async Task A_bag_with_a_corrupt_picture_is_mined_without_it()
    {
        var observer = new RecordingObserver();
        var corrupt = _runs.Corrupt(5);

        var result = await _runs.RunAsync("bags", [Bags, "data.skip_corrupt=true"], observer);

        Assert.Equal((true, 2), (result.Complete, observer.Steps.Count));
        Assert.Contains(corrupt, Assert.Single(observer.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mining_that_is_cancelled_before_its_first_batch_is_no_error()
    {
        var whole = new RecordingObserver();
        await _runs.RunAsync("whole", [Bags], whole);
        var result = await _runs.RunAsync("parts", [Bags], new RecordingObserver(), cancelled: true);
        var rest = new RecordingObserver();
        await _runs.RunAsync("parts", [Bags], rest, resume: true);

        Assert.Equal((0, false), (result.Steps, result.Complete));
        Assert.Equal(whole.Steps.Select(step => step.Loss), rest.Steps.Select(step => step.Loss));
    }

    [Fact]
    public async Task What_a_stage_freezes_stays_at_rest_after_a_bag_was_embedded()
    {
        var result = await _runs.RunAsync(
            "frozen", [Bags.Replace("epochs: 2", "epochs: 2, freeze: [conv1], freeze_epochs: 2", StringComparison.Ordinal)], new RecordingObserver());
        var tensors = ModelFile.Load(result.Model!).Tensors;

        // The statistics of a batch norm begin at zero, and move with each batch that it is trained with.
        Assert.All(Values("conv1.bn.running_mean"), value => Assert.Equal(0, value));
        Assert.Contains(Values("conv2.0.conv1.bn.running_mean"), value => value != 0);

        float[] Values(string name) => MemoryMarshal.Cast<byte, float>(tensors[name].Data.Span).ToArray();
    }
}
