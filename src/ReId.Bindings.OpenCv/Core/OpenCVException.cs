namespace OpenCvSharp;

/// <summary>OpenCV refused a call; the message is its own.</summary>
public class OpenCVException : Exception
{
    public OpenCVException(ErrorCode status, string funcName, string errMsg, string fileName, int line)
        : base(errMsg)
    {
        Status = status;
        FuncName = funcName;
        ErrMsg = errMsg;
        FileName = fileName;
        Line = line;
    }

    public ErrorCode Status { get; }

    public string FuncName { get; }

    public string ErrMsg { get; }

    public string FileName { get; }

    public int Line { get; }
}
