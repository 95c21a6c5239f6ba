using ReId.Contracts;
using ReId.Model.Datasets;
using ReId.Model.Embedding;
using ReId.Model.Evaluation;
using ReId.Model.Training.Metrics;
using ReId.Model.Training.Recipes;
using ReId.Model.Training.Reporting;

namespace ReId.Model.Training.Runs;

/// <summary>Evaluates a model file in between, exactly as <c>reid eval</c> does.</summary>
internal sealed class NetworkEvaluation
{
    private readonly DataSet _data;
    private readonly EvaluationRecipe _recipe;
    private readonly TrainerOptions _options;

    /// <exception cref="ReIdException">The data set has no queries or no gallery.</exception>
    public NetworkEvaluation(EvaluationRecipe recipe, DataSet training, TrainerOptions options)
    {
        (_recipe, _options) = (recipe, options);
        _data = recipe.Dataset.Length == 0 && recipe.Root.Length == 0
            ? training
            : DataSetCatalog.Read(recipe.Dataset, recipe.Root);
        if (recipe.Every > 0 && (_data.Query.Count == 0 || _data.Gallery.Count == 0))
        {
            throw new ReIdException(
                $"{_data.Name} has {_data.Query.Count} queries and {_data.Gallery.Count} gallery pictures, and evaluation needs both: name another set in 'evaluation', or set 'evaluation.every' to 0.");
        }
    }

    /// <summary>Whether it is time after an epoch, counted from 1 over the whole run.</summary>
    public bool IsDue(int epoch, bool last) => _recipe.Every > 0 && (last || epoch % _recipe.Every == 0);

    /// <summary>The score that makes a model the best.</summary>
    public double Score(EvaluationMetrics scores) => _recipe.Best switch
    {
        "rank1" => scores.Rank1,
        "mINP" => scores.MInp,
        _ => scores.MAp,
    };

    public async Task<EvaluationMetrics> RunAsync(string model, int epoch, int step, CancellationToken cancellationToken)
    {
        var options = new EmbedderOptions { Weights = model, Device = _options.Device, Threads = _options.Threads };
        var features = await DataSetFeatures.EmbedAsync(_data, options, progress: null, cancellationToken).ConfigureAwait(false);
        RankedRetrievalFile.Write(_options.Folder.Ranked, RankedRetrieval.Rank(features));
        var report = FeatureEvaluation.Run(features.ToSet(), options: null, progress: null, cancellationToken);
        return new EvaluationMetrics
        {
            Epoch = epoch,
            Step = step,
            MAp = report.MeanAveragePrecision.Value,
            MInp = report.MeanInversePenalty.Value,
            Rank1 = report.Ranks[0].Value,
            Rank5 = report.Ranks[1].Value,
        };
    }
}
