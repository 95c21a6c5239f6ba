using Microsoft.ML.OnnxRuntime;
using ReId.Contracts;

namespace ReId.Model.Inference.Onnx;

/// <summary>Makes sessions as this program wants them.</summary>
internal static class OnnxSession
{
    // Long enough to bridge the gap between two operators, too short to take a core from decoding: docs/decisions/0062.
    private const string SpinMicroseconds = "200";

    /// <summary>Loads a model into a session on the CPU.</summary>
    /// <param name="model">The bytes of an ONNX model; not needed afterwards.</param>
    /// <param name="threads">Threads of one call; 0 for one per core.</param>
    /// <param name="name">What the model is called in a message, e.g. its path.</param>
    /// <exception cref="ReIdException">The model cannot be loaded; says why.</exception>
    public static InferenceSession Create(byte[] model, int threads, string name)
    {
        if (OnnxRuntimeLibrary.Missing is { } missing)
        {
            throw new ReIdException($"{name} cannot be run: {missing}");
        }

        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads == 0 ? Environment.ProcessorCount : threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            // What goes wrong comes back as an exception; a second account on stderr helps nobody.
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        options.AddSessionConfigEntry("session.intra_op.spin_duration_us", SpinMicroseconds);
        try
        {
            return new InferenceSession(model, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ReIdException($"{name} is no model that ONNX Runtime {OnnxRuntimeLibrary.Version} can run: {Reason(e)}.", e);
        }
    }

    /// <summary>The message of ONNX Runtime on one line, without the error code in front.</summary>
    public static string Reason(OnnxRuntimeException e)
    {
        var line = string.Join(' ', e.Message.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        var code = line.StartsWith("[ErrorCode:", StringComparison.Ordinal) ? line.IndexOf("] ", StringComparison.Ordinal) : -1;
        return (code < 0 ? line : line[(code + 2)..]).TrimEnd('.', ' ');
    }
}
