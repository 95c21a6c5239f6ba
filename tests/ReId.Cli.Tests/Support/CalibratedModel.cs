using ReId.Model.Calibration;
using ReId.Testing;

namespace ReId.Cli.Tests.Support;

/// <summary>The network that comes with the program, in a folder of its own, calibrated by <c>reid calibrate</c> on generated people.</summary>
public sealed class CalibratedModel : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The model file; its calibration is beside it.</summary>
    public string Weights => _folder.File("network.safetensors");

    /// <summary>What stands in the file beside the model.</summary>
    internal ModelCalibration Calibration => ModelCalibration.Load(Weights)!;

    public async ValueTask InitializeAsync()
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "models", "osnet_ain_x0_25_synthetic.safetensors"), Weights);
        ColouredPeople.Write(_folder.File("people"), people: 24, each: 3);
        (await Reid.RunAsync(
            "calibrate", "--dataset", "folder", "--root", _folder.File("people"), "--weights", Weights, "--prior", "0.2")).Succeeded();
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
