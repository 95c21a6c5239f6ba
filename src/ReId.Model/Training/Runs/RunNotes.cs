using ReId.Model.Loading;
using ReId.Model.Training.Recipes;

namespace ReId.Model.Training.Runs;

/// <summary>What a run says of its data and its first weights, each thing once.</summary>
/// <param name="observer">Is told.</param>
/// <param name="loader">Knows which pictures were left out.</param>
internal sealed class RunNotes(ITrainingObserver observer, TrainingLoader loader)
{
    // So many of a kind are named.
    private const int Named = 3;

    private int _leftOut;

    /// <summary>What is known before the first step.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="data">The pictures.</param>
    /// <param name="kept">Tensors that the given weights do not hold.</param>
    public void Begin(Recipe recipe, TrainingData data, IReadOnlyList<string> kept)
    {
        if (kept.Count > 0)
        {
            observer.Note($"{kept.Count} tensors are not in {recipe.Model.Weights} and begin with drawn values ({First(kept, ", ")}).");
        }

        var most = data.Labels.CountBy(label => label).Max(pair => pair.Value);
        if (recipe.Sampler is { Name: "pk" or "pk_camera", Scarce: "repeat" } sampler && most < sampler.Images)
        {
            observer.Note($"A batch takes {sampler.Images} pictures of each identity, but none has more than {most}: some stand in it twice; sampler.images={most} shows each once.");
        }
    }

    /// <summary>Which pictures could not be used, if there are more of them than before.</summary>
    public void EpochEnds()
    {
        var sentences = loader.Skipped;
        if (sentences.Count > _leftOut)
        {
            _leftOut = sentences.Count;
            observer.Note($"Pictures that cannot be used are left out, {_leftOut} so far: {First(sentences, " ")}");
        }
    }

    private static string First(IReadOnlyList<string> all, string between) =>
        string.Join(between, all.Take(Named)) + (all.Count > Named ? $"{between}…" : "");
}
