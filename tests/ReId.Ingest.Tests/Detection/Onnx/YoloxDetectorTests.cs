using ReId.Testing.Onnx;

namespace ReId.Ingest.Tests.Detection.Onnx;

public class YoloxDetectorTests : OnnxDetectorContract
{
    protected override string Name => "yolox";

    protected override byte[] Model(int width, int height) => RedSpotModels.Yolox(width, height);
}

/// <summary>Files that give pixels instead of offsets.</summary>
public class DecodedYoloxDetectorTests : OnnxDetectorContract
{
    protected override string Name => "yolox";

    protected override byte[] Model(int width, int height) => RedSpotModels.DecodedYolox(width, height);
}
