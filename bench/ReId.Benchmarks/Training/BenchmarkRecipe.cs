using ReId.Model.Training.Recipes;

namespace ReId.Benchmarks.Training;

/// <summary>What bench/run train trains: batch-hard with a hinge, Adam, float32 (peers/training.py has the same numbers).</summary>
internal static class BenchmarkRecipe
{
    public static Recipe Of(string architecture, int epochs = 1) => new()
    {
        Name = "bench",
        Seed = TrainingStart.Seed,
        Model = new() { Backbone = architecture },
        Sampler = new() { Name = "pk", Identities = 16, Images = 4 },
        Augmentation = [new() { Name = "flip" }, new() { Name = "pad_crop" }, new() { Name = "random_erasing" }],
        Evaluation = new() { Every = 0 },
        Stages =
        [
            new()
            {
                Epochs = epochs,
                Losses = [new() { Name = "triplet_batch_hard", Options = new Dictionary<string, string> { ["margin"] = "0.3" } }],
                Optimizer = new() { Name = "adam" },
                LearningRate = 3.5e-4,
                WeightDecay = 5e-4,
            },
        ],
    };
}
