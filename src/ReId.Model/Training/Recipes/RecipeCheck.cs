using ReId.Contracts;

namespace ReId.Model.Training.Recipes;

/// <summary>Ranges of a recipe that need nothing but the recipe.</summary>
internal static class RecipeCheck
{
    /// <exception cref="ReIdException">A value is out of its range; names it and the range.</exception>
    public static void Check(Recipe recipe, string source)
    {
        void Require(bool good, string key, object value, string rule)
        {
            if (!good)
            {
                throw new ReIdException(FormattableString.Invariant($"{source}: '{key}' is {(value is "" ? "empty" : value)}, but must be {rule}."));
            }
        }

        void OneOf(string value, string key, params string[] known) =>
            Require(known.Contains(value, StringComparer.Ordinal), key, value, $"one of {string.Join(", ", known)}");

        Require(recipe.Data.Share is > 0 and <= 1, "data.share", recipe.Data.Share, "above 0 and at most 1");
        Require(recipe.Data.Workers >= 0, "data.workers", recipe.Data.Workers, "at least 0");
        Require(recipe.Data.Prefetch >= 1, "data.prefetch", recipe.Data.Prefetch, "at least 1");
        Require(recipe.Data.CacheMegabytes >= 0, "data.cache_megabytes", recipe.Data.CacheMegabytes, "at least 0");
        Require(recipe.Sampler.Identities >= 1, "sampler.identities", recipe.Sampler.Identities, "at least 1");
        Require(recipe.Sampler.Images >= 1, "sampler.images", recipe.Sampler.Images, "at least 1");
        Require(recipe.Sampler.BatchSize >= 1, "sampler.batch_size", recipe.Sampler.BatchSize, "at least 1");
        OneOf(recipe.Sampler.Scarce, "sampler.scarce", "repeat", "drop", "all");
        OneOf(recipe.Precision, "precision", "float32", "bfloat16", "mixed");
        Require(recipe.ClipNorm >= 0, "clip_norm", recipe.ClipNorm, "at least 0");
        Require(recipe.MovingAverage is >= 0 and < 1, "moving_average", recipe.MovingAverage, "from 0 to below 1");
        Require(recipe.Evaluation.Every >= 0, "evaluation.every", recipe.Evaluation.Every, "at least 0");
        Require(recipe.Evaluation.Patience >= 0, "evaluation.patience", recipe.Evaluation.Patience, "at least 0");
        OneOf(recipe.Evaluation.Best, "evaluation.best", "mAP", "rank1", "mINP");
        Require(recipe.Stages.Count > 0, "stages", "empty", "a list of at least one stage");
        for (var i = 0; i < recipe.Stages.Count; i++)
        {
            CheckStage(recipe.Stages[i], $"stages[{i}]");
        }

        void CheckStage(StageRecipe stage, string key)
        {
            Require(stage.Epochs >= 1, $"{key}.epochs", stage.Epochs, "at least 1");
            Require(stage.Losses.Count > 0, $"{key}.losses", "empty", "a list of at least one loss");
            Require(stage.LearningRate > 0, $"{key}.learning_rate", stage.LearningRate, "above 0");
            Require(stage.LossRateFactor >= 0, $"{key}.loss_rate_factor", stage.LossRateFactor, "at least 0");
            Require(stage.FreshRateFactor >= 0, $"{key}.fresh_rate_factor", stage.FreshRateFactor, "at least 0");
            Require(stage.WeightDecay >= 0, $"{key}.weight_decay", stage.WeightDecay, "at least 0");
            Require(stage.WarmUpEpochs >= 0, $"{key}.warm_up_epochs", stage.WarmUpEpochs, "at least 0");
            Require(stage.WarmUpFactor is > 0 and <= 1, $"{key}.warm_up_factor", stage.WarmUpFactor, "above 0 and at most 1");
            Require(stage.FreezeEpochs >= 0, $"{key}.freeze_epochs", stage.FreezeEpochs, "at least 0");
            Require(stage.Mining.Identities is 0 or >= 2, $"{key}.mining.identities", stage.Mining.Identities, "0 (off) or at least 2");
            Require(stage.Mining.Images >= 2, $"{key}.mining.images", stage.Mining.Images, "at least 2");
            Require(stage.Mining.Triplets >= 1, $"{key}.mining.triplets", stage.Mining.Triplets, "at least 1");
            Require(stage.Mining.Batches >= 1, $"{key}.mining.batches", stage.Mining.Batches, "at least 1");
            for (var i = 0; i < stage.Losses.Count; i++)
            {
                var loss = stage.Losses[i];
                Require(loss.Weight >= 0, $"{key}.losses[{i}].weight", loss.Weight, "at least 0");
                OneOf(loss.On, $"{key}.losses[{i}].on", "before", "after");
                Require(loss.MarginEpochs >= 1, $"{key}.losses[{i}].margin_epochs", loss.MarginEpochs, "at least 1");
            }
        }
    }
}
