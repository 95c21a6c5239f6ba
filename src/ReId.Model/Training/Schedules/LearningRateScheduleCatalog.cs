using ReId.Contracts;

namespace ReId.Model.Training.Schedules;

/// <summary>The schedules by name, each behind a linear warm-up. Adding one is one line here.</summary>
public static class LearningRateScheduleCatalog
{
    private static readonly OrderedDictionary<string, Func<PartSettings, double, Func<double, double>>> s_all = new(StringComparer.OrdinalIgnoreCase)
    {
        ["constant"] = (_, _) => _ => 1,
        ["step"] = (settings, _) => Step(settings.Number("every", 20, 1e-9), settings.Number("gamma", 0.1, 0, 1)),
        ["multi_step"] = (settings, _) => MultiStep(settings.Rising("milestones"), settings.Number("gamma", 0.1, 0, 1)),
        ["cosine"] = (settings, epochs) => Cosine(epochs, settings.Number("last", 0, 0, 1)),
        ["exponential"] = (settings, epochs) => Exponential(settings.Number("from", 0, 0), epochs, settings.Number("last", 0.001, 1e-12, 1)),
    };

    /// <summary>The names there are.</summary>
    public static IReadOnlyCollection<string> Names => s_all.Keys;

    /// <summary>Makes a schedule.</summary>
    /// <param name="name">One of <see cref="Names"/>; case does not matter.</param>
    /// <param name="settings">Its options; those absent keep their defaults.</param>
    /// <param name="epochs">Epochs of the stage.</param>
    /// <param name="warmUpEpochs">Epochs during which the factor grows evenly to that of the schedule; 0 for none.</param>
    /// <param name="warmUpFactor">What it begins with, as a share.</param>
    /// <exception cref="ReIdException">No such schedule, option or value.</exception>
    public static ILearningRateSchedule Create(
        string name, IReadOnlyDictionary<string, string> settings, double epochs, double warmUpEpochs = 0, double warmUpFactor = 0.01)
    {
        if (!s_all.TryGetValue(name, out var create))
        {
            throw new ReIdException($"There is no schedule '{name}'; there are {string.Join(", ", s_all.Keys)}.");
        }

        var reader = new PartSettings($"schedule '{name}'", settings);
        var factor = create(reader, epochs);
        reader.RequireAllKnown();
        return new WarmedUp(factor, warmUpEpochs, warmUpFactor);
    }

    private static Func<double, double> Step(double every, double gamma) => epoch => Math.Pow(gamma, Math.Floor(epoch / every));

    private static Func<double, double> MultiStep(double[] milestones, double gamma) =>
        epoch => Math.Pow(gamma, milestones.Count(milestone => epoch >= milestone));

    // Loshchilov, Hutter 2017 (SGDR), arXiv:1608.03983, without restarts.
    private static Func<double, double> Cosine(double epochs, double last) =>
        epoch => last + ((1 - last) * 0.5 * (1 + Math.Cos(Math.PI * Math.Min(1, epoch / epochs))));

    // Hermans et al. 2017: constant until an epoch, then falling to its last value at the end.
    private static Func<double, double> Exponential(double from, double epochs, double last) =>
        epoch => epoch <= from ? 1 : Math.Pow(last, Math.Min(1, (epoch - from) / Math.Max(1e-9, epochs - from)));

    private sealed class WarmedUp(Func<double, double> factor, double epochs, double first) : ILearningRateSchedule
    {
        public double At(double epoch) =>
            factor(epoch) * (epoch >= epochs ? 1 : first + ((1 - first) * epoch / epochs));
    }
}
