using System.Text.Json.Nodes;
using ReId.Contracts;
using ReId.Model.Calibration;
using ReId.Model.Tests.Support;
using ReId.Testing;

namespace ReId.Model.Tests.Calibration;

public sealed class CalibrationFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_saved_beside_a_model_is_loaded_with_it()
    {
        var saved = Save();

        var loaded = ModelCalibration.Load(_folder.File("m.onnx"), "m-1")!;

        Assert.Equal([_folder.File("m.onnx.calibration.json")], Directory.GetFiles(_folder.Path));
        Assert.Equal(saved.Map.Similarities, loaded.Map.Similarities);
        Assert.Equal(saved.Map.LogRatios, loaded.Map.LogRatios);
        Assert.Equal(saved.Thresholds, loaded.Thresholds);
        Assert.Equal(saved.Reliability.Rows, loaded.Reliability.Rows);
        Assert.Equal((saved.Fitted, saved.HeldOut, "m-1", 0.2), (loaded.Fitted, loaded.HeldOut, loaded.Model, loaded.Prior));
        Assert.Equal(saved.Probability(0.43), loaded.Probability(0.43));
    }

    [Fact]
    public void A_model_without_calibration_has_none() => Assert.Null(ModelCalibration.Load(_folder.File("m.onnx"), "m-1"));

    [Fact]
    public void A_calibration_of_another_model_is_refused()
    {
        Save();

        var error = Assert.Throws<ReIdException>(() => ModelCalibration.Load(_folder.File("m.onnx"), "m-2"));

        Assert.Contains("belongs to the model m-1, not to m-2", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("format", "\"reid-calibration-9\"", "its format is 'reid-calibration-9'")]
    [InlineData("prior", "0", "its prior must be above 0 and below 1")]
    [InlineData("similarities", "[3, 2]", "must be finite, ascending")]
    [InlineData("thresholds", "null", "is no calibration")]
    [InlineData("fitted", "7", "is no calibration")]
    public void A_damaged_file_is_a_sentence(string key, string value, string words)
    {
        Save();
        var path = _folder.File("m.onnx.calibration.json");
        var json = JsonNode.Parse(File.ReadAllText(path))!;
        json[key] = JsonNode.Parse(value);
        File.WriteAllText(path, json.ToJsonString());

        var error = Assert.Throws<ReIdException>(() => ModelCalibration.Load(_folder.File("m.onnx"), "m-1"));

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    private ModelCalibration Save()
    {
        var calibration = CalibrationFit.Run(
            Clouds.Make(people: 30, each: 4), new CalibrationOptions { Prior = 0.2 },
            cancellationToken: TestContext.Current.CancellationToken) with
        { Model = "m-1" };
        calibration.Save(ModelCalibration.PathFor(_folder.File("m.onnx")));
        return calibration;
    }
}
