using System.Runtime.InteropServices;
using OpenCvSharp;
using OpenCvSharp.Dnn;
using ReId.Contracts;
using ReId.OnnxFormat;

namespace ReId.Ingest.Detection.Onnx;

/// <summary>A network that takes one picture of a fixed size.</summary>
internal sealed class OnnxNetwork : IDisposable
{
    private readonly Net _net;
    private readonly string[] _outputs;

    private OnnxNetwork(string path, Net net, Size input)
    {
        (Path, _net, Input) = (path, net, input);
        _outputs = [.. net.GetUnconnectedOutLayersNames().Select(name => name!)];
    }

    /// <summary>The file it came from.</summary>
    public string Path { get; }

    /// <summary>Size of the picture it takes.</summary>
    public Size Input { get; }

    /// <exception cref="ReIdException">The file is missing, no ONNX file, or takes no picture of a fixed size.</exception>
    public static OnnxNetwork Open(string? path)
    {
        if (string.IsNullOrEmpty(path))
        {
            throw new ReIdException("This detector runs a network: name its ONNX file with --detector-weights.");
        }

        var bytes = Read(path);
        var input = InputSize(path, bytes);
        Net? net;
        try
        {
            net = CvDnn.ReadNetFromOnnx(bytes);
        }
        catch (OpenCVException e)
        {
            throw new ReIdException($"The detector's weights '{path}' cannot be loaded by OpenCV: {e.ErrMsg.ReplaceLineEndings(" ").Trim()}.", e);
        }

        return new OnnxNetwork(path, net ?? throw new ReIdException($"The detector's weights '{path}' hold no network."), input);
    }

    /// <summary>Every output for one input.</summary>
    /// <param name="blob">Float32 of shape 1 × 3 × height × width.</param>
    public IReadOnlyList<Tensor> Run(Mat blob)
    {
        Mat[] results = [.. _outputs.Select(_ => new Mat())];
        try
        {
            _net.SetInput(blob);
            _net.Forward(results, _outputs);
            return [.. results.Select((result, i) => Copy(_outputs[i], result))];
        }
        catch (OpenCVException e)
        {
            throw new ReIdException($"The detector's weights '{Path}' cannot be run by OpenCV: {e.ErrMsg.ReplaceLineEndings(" ").Trim()}.", e);
        }
        finally
        {
            foreach (var result in results)
            {
                result.Dispose();
            }
        }
    }

    public void Dispose() => _net.Dispose();

    private static Tensor Copy(string name, Mat result)
    {
        var shape = new TensorShape(name, [.. Enumerable.Range(0, result.Dims).Select(result.Size)]);
        if (result.Type() != MatType.CV_32FC1)
        {
            return new Tensor(shape, []);
        }

        var values = new float[result.Total()];
        if (values.Length > 0)
        {
            Marshal.Copy(result.Data, values, 0, values.Length);
        }

        return new Tensor(shape, values);
    }

    private static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ReIdException($"The detector's weights '{path}' do not exist.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ReIdException(
                Directory.Exists(path)
                    ? $"The detector's weights '{path}' are a folder: name an ONNX file."
                    : $"The detector's weights '{path}' cannot be read: {e.Message}",
                e);
        }
    }

    private static Size InputSize(string path, byte[] bytes)
    {
        IReadOnlyList<OnnxValue> inputs;
        try
        {
            inputs = OnnxGraph.Read(OnnxFile.Read(bytes).Graph).Inputs;
        }
        catch (InvalidDataException e)
        {
            throw new ReIdException($"The detector's weights '{path}' are no ONNX file.", e);
        }

        return inputs is [{ Lengths: [0 or 1, 3, > 0 and <= 4096 and var height, > 0 and <= 4096 and var width] }]
            ? new Size(width, height)
            : throw new ReIdException(
                $"The detector's weights '{path}' take {(inputs.Count == 0 ? "nothing" : string.Join(", ", inputs))}, "
                + "but a detector takes one picture of a fixed size, 1×3×height×width: export it again with that.");
    }
}
