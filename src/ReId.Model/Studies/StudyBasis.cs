using ReId.Model.Datasets;
using ReId.Model.Training.Runs;
using ReId.Model.Weights;

namespace ReId.Model.Studies;

/// <summary>What the members of a study have in common.</summary>
public sealed record StudyBasis
{
    /// <summary>Backbone where the study does not choose it: that of the weights, else <c>osnet_x0_25</c>.</summary>
    public string Backbone { get; init; } = "osnet_x0_25";

    /// <summary>Model file to begin with; empty for drawn values.</summary>
    public string Weights { get; init; } = "";

    /// <summary>Layout of the data set.</summary>
    public string Dataset { get; init; } = "";

    /// <summary>Where the data set is.</summary>
    public string Root { get; init; } = "";

    /// <summary>Height of the input, pixels.</summary>
    public int Height { get; init; } = 128;

    /// <summary>Width of the input, pixels.</summary>
    public int Width { get; init; } = 64;

    /// <summary>Training identities.</summary>
    public int Identities { get; init; }

    /// <summary>Reads what is needed of data and weights.</summary>
    /// <param name="settings">The study's settings.</param>
    /// <param name="data">The data set.</param>
    /// <exception cref="Contracts.ReIdException">Too few identities to train with, or weights that are no model.</exception>
    public static StudyBasis Of(StudySettings settings, DataSet data)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var basis = new StudyBasis
        {
            Dataset = settings.Dataset,
            Root = settings.Root,
            Height = settings.Height,
            Width = settings.Width,
            Weights = settings.Weights ?? "",
        };
        if (!settings.Study.Trains)
        {
            return basis;
        }

        basis = basis with { Identities = TrainingData.Of(data).Classes };
        return basis.Weights.Length == 0 ? basis : basis with { Backbone = ModelFile.Load(basis.Weights).Info.Architecture };
    }
}
