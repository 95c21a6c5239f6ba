#if REID_ONNXRUNTIME
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
#endif

namespace ReId.Bindings.OnnxRuntime.Tests;

/// <summary>The compiled API and the library fit each other. Where the package is not installed nothing can be tested.</summary>
public sealed class BindingTests
{
#if REID_ONNXRUNTIME
    // y = relu(x) for any N×2, operator set 13: written by hand after onnx.proto3.
    private static readonly byte[] s_relu = Convert.FromHexString(
        "08073A3D0A0C0A0178120179220452656C751201725A140A0178120F0A0D08011209"
        + "0A0312014E0A02080262140A0179120F0A0D080112090A0312014E0A0208024202100D");

    [Fact]
    public void The_library_is_the_one_that_the_sources_came_with() =>
        Assert.StartsWith("1.", OrtEnv.Instance().GetVersionString(), StringComparison.Ordinal);

    [Fact]
    public void A_model_reads_and_writes_the_callers_memory()
    {
        using var session = new InferenceSession(s_relu);
        float[] given = [-1, 2, 3, -4];
        var result = new float[4];
        using var x = OrtValue.CreateTensorValueFromMemory(given, [2, 2]);
        using var y = OrtValue.CreateTensorValueFromMemory(result, [2, 2]);
        using var run = new RunOptions();

        session.Run(run, ["x"], [x], ["y"], [y]);

        Assert.Equal([0, 2, 3, 0], result);
        Assert.Equal([-1, 2], session.InputMetadata["x"].Dimensions);
        Assert.Equal(TensorElementType.Float, session.OutputMetadata["y"].ElementDataType);
    }

    [Fact]
    public void A_wrong_shape_is_an_exception_with_the_engines_words()
    {
        using var session = new InferenceSession(s_relu);
        using var x = OrtValue.CreateTensorValueFromMemory(new float[3], [1, 3]);
        using var run = new RunOptions();

        var error = Assert.Throws<OnnxRuntimeException>(() => session.Run(run, ["x"], [x], ["y"]).Dispose());

        Assert.Contains("Expected: 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_model_are_an_exception() =>
        Assert.Throws<OnnxRuntimeException>(() => new InferenceSession("no model"u8.ToArray()));
#else
    [Fact]
    public void The_package_is_installed_where_everything_must_be_tested()
    {
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "CI=true, and this was built without ONNX Runtime");
        Assert.Skip("built without ONNX Runtime: install nodejs and npm, then run './reid build'");
    }
#endif
}
