using ReId.Contracts;
using ReId.Model.Embedding;

namespace ReId.Model.Inference.Engines;

/// <summary>The engines by name, and the choice among them.</summary>
internal sealed class InferenceEngines
{
    /// <summary>The name that leaves the choice to the program.</summary>
    public const string Auto = "auto";

    private readonly IReadOnlyList<IInferenceEngine> _engines;

    /// <summary>Creates a choice.</summary>
    /// <param name="engines">The engines; <see cref="Auto"/> takes the first that can serve.</param>
    public InferenceEngines(params IReadOnlyList<IInferenceEngine> engines) => _engines = engines;

    /// <summary>Everything that this program brings, fastest on CPUs first: one line each.</summary>
    public static InferenceEngines Default { get; } = new(
#if REID_ONNXRUNTIME
        new Onnx.OnnxEngine(),
#else
        new AbsentOnnxEngine(),
#endif
        new TorchEngine());

    /// <summary>What <c>--engine</c> accepts.</summary>
    public IReadOnlyList<string> Names => [Auto, .. _engines.Select(engine => engine.Name)];

    /// <summary>
    /// Chooses the engine for a model file. When the first choice has no library here, the next serves and
    /// <see cref="EmbedderOptions.Notice"/> is told so.
    /// </summary>
    /// <exception cref="ReIdException">No engine has the name, or none can run this file on this device.</exception>
    public IInferenceEngine Choose(EmbedderOptions options)
    {
        var weights = options.Weights;
        if (!options.Engine.Equals(Auto, StringComparison.OrdinalIgnoreCase))
        {
            return Named(options);
        }

        var able = _engines.Where(engine => engine.Reads(weights) && engine.RunsOn(options.Device)).ToList();
        if (able.Count == 0)
        {
            throw WrongDevice(_engines.First(engine => engine.Reads(weights)), options);
        }

        if (able.Find(engine => engine.Missing is null) is not { } chosen)
        {
            throw new ReIdException($"{weights} cannot be run: {able[0].Missing}");
        }

        if (able[0].Missing is { } missing)
        {
            options.Notice?.Invoke($"{chosen.Title} serves, because {missing}");
        }

        return chosen;
    }

    /// <summary>The engine of a name.</summary>
    /// <exception cref="ReIdException">There is none; the message lists those there are.</exception>
    public IInferenceEngine Find(string name) =>
        _engines.FirstOrDefault(engine => engine.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ReIdException($"--engine '{name}' is unknown: choose one of {string.Join(", ", Names)}.");

    private IInferenceEngine Named(EmbedderOptions options)
    {
        var engine = Find(options.Engine);
        if (!engine.Reads(options.Weights))
        {
            throw new ReIdException(
                $"--engine {engine.Name} cannot run {options.Weights}: {engine.Title} reads .safetensors models only.");
        }

        if (engine.Missing is { } missing)
        {
            throw new ReIdException($"--engine {engine.Name} cannot serve: {missing}");
        }

        return engine.RunsOn(options.Device) ? engine : throw WrongDevice(engine, options);
    }

    private static ReIdException WrongDevice(IInferenceEngine engine, EmbedderOptions options) => new(
        $"{engine.Title} runs {options.Weights} on --device cpu only, not on '{options.Device}': a GPU is served by --engine torch from a .safetensors model.");
}
