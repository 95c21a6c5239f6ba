using ReId.Model.Loading;
using ReId.Model.Miners;
using ReId.Model.Samplers;
using ReId.Model.Training.Recipes;

namespace ReId.Model.Training.Runs;

/// <summary>The batches of a run: drawn by its sampler, or mined offline where a stage says so.</summary>
/// <param name="recipe">The whole recipe.</param>
/// <param name="data">The pictures.</param>
/// <param name="network">Embeds what is mined offline.</param>
/// <param name="sampler">Draws the batches of the other stages.</param>
/// <param name="loader">Loads them.</param>
/// <param name="clock">Counts the time of offline mining.</param>
internal sealed class TrainingBatches(
    Recipe recipe, TrainingData data, TrainingNetwork network, IBatchSampler sampler, TrainingLoader loader, StepClock clock)
{
    /// <summary>Steps of the whole run.</summary>
    public int Total => recipe.Stages.Sum(stage => stage.Epochs * PerEpoch(stage));

    /// <summary>Batches of an epoch of a stage.</summary>
    /// <param name="stage">The stage.</param>
    public int PerEpoch(StageRecipe stage) => stage.Mining.Identities > 0
        ? Math.Max(1, data.Images.Count / (3 * stage.Mining.Triplets))
        : sampler.BatchesPerEpoch;

    /// <summary>What is left of the epoch in progress; triplets where they are mined offline, else null.</summary>
    /// <param name="place">How far the run is.</param>
    /// <param name="stage">Its stage.</param>
    /// <param name="cancellationToken">Ends the epoch without a further batch.</param>
    public IEnumerable<(TrainingBatch Batch, Triplets? Triplets)> Of(TrainingPlace place, TrainingStage stage, CancellationToken cancellationToken)
    {
        // The number of the epoch over the whole run: every stage sees new batches.
        var number = place.EpochOf(recipe);
        if (stage.StageRecipe.Mining.Identities > 0)
        {
            return new OfflineMining(recipe, stage.StageRecipe, data, network, loader, clock, () => stage.Train(place.Epoch))
                .Batches(number, PerEpoch(stage.StageRecipe), place.Batch, cancellationToken);
        }

        return loader.Load(sampler.Epoch(number), number, augmented: true, place.Batch, cancellationToken)
            .Select(batch => (batch, (Triplets?)null));
    }
}
